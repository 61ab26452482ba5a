import { expect, test } from 'vitest';
import { at, cnCalendar } from '../../testing/scenario.ts';
import { ratingDue, ratingsDueAfter, ratingTerms } from './ratingDue.ts';

const calendar = cnCalendar();

test.each([
  // the holiday of National Day is left out, the Saturday worked for it is not
  ['2026-09-28 10:00', '2026-10-24 00:00'],
  ['2026-09-28 23:59', '2026-10-24 00:00'],
  // rated on a Saturday
  ['2026-11-07 10:00', '2026-11-28 00:00'],
])('what was rated at %s is to be rectified by %s', (rated, due) => {
  expect(ratingDue(calendar, at(rated))).toBe(at(due));
});

test('whatever was rated before the instant given was due by then, however holidays lie', () => {
  for (let day = 0; day < 120; day += 1) {
    const from = at('2026-09-01 00:00') + day * 86_400_000;
    const since = ratingsDueAfter(calendar, from);
    expect(ratingDue(calendar, since - 1)).toBeLessThanOrEqual(from);
    // and no more is read than is needed: a holiday's length at most
    expect(ratingDue(calendar, since + 12 * 86_400_000)).toBeGreaterThan(from);
  }
});

test('months share out the days, each to the month in which its ratings are due', () => {
  const months = ['2026-09-01', '2026-10-01', '2026-11-01', '2026-12-01'].map((day) => at(`${day} 00:00`));
  const terms = months
    .slice(1)
    .flatMap((to, i) =>
      ratingTerms(calendar, { from: months[i] ?? to, to }).map((term) => ({ ...term, to })),
    );
  for (const [i, { since, until, due, to }] of terms.entries()) {
    expect(since).toBe(terms[i - 1]?.until ?? since);
    expect([ratingDue(calendar, since), ratingDue(calendar, until - 1)]).toEqual([due, due]);
    expect(due).toBeLessThanOrEqual(to);
  }
  expect(terms.length).toBeGreaterThan(80);
});
