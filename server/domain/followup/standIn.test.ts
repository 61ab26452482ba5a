import fc from 'fast-check';
import { expect, it, test } from 'vitest';
import { dayNumber, dayText } from '../calendar/localDay.ts';
import { refusalOfStandIn, type StandInPeriod } from './standIn.ts';

const today = '2026-10-01';
const period = (officer: string, standIn: string, from = '2026-10-03', to = '2026-10-07'): StandInPeriod => ({
  officer,
  standIn,
  from,
  to,
});
const said = (asked: StandInPeriod, ...standing: StandInPeriod[]): string => {
  const refusal = refusalOfStandIn(asked, standing, today);
  return refusal ? `${refusal.code} ${refusal.path}: ${refusal.detail}` : 'agreed';
};

it('is agreed for days to come, and for those that touch no other', () => {
  expect(said(period('li', 'wu'))).toBe('agreed');
  expect(said(period('li', 'wu', today, today))).toBe('agreed');
  expect(said(period('li', 'wu'), period('li', 'zhao', '2026-10-08', '2026-10-09'))).toBe('agreed');
  expect(said(period('li', 'wu'), period('zhao', 'wu'))).toBe('agreed');
});

test.each<[string, StandInPeriod, StandInPeriod[]]>([
  ['invalid standIn: Nobody stands in for themselves', period('li', 'li'), []],
  ['invalid from: The day 2026-09-30 is over', period('li', 'wu', '2026-09-30'), []],
  ['invalid to: The last day 2026-10-02 lies before', period('li', 'wu', '2026-10-03', '2026-10-02'), []],
  ['invalid to: At most 366 days', period('li', 'wu', today, '2027-10-02'), []],
  [
    'conflict from: zhao stands in for li on 2026-10-07',
    period('li', 'wu'),
    [period('li', 'zhao', '2026-10-07', '2026-10-07')],
  ],
  [
    'conflict standIn: li stands in for wu from 2026-10-01 to 2026-10-03; the two cannot',
    period('li', 'wu'),
    [period('wu', 'li', '2026-10-01', '2026-10-03')],
  ],
  ['conflict standIn: wu is away from 2026-10-03', period('li', 'wu'), [period('wu', 'zhao')]],
  ['conflict officer: li stands in for somebody else', period('li', 'wu'), [period('zhao', 'li')]],
])('is refused in words: %s', (words, asked, standing) => {
  expect(said(asked, ...standing)).toContain(words);
});

test('whatever is agreed one after the other, nobody is away and needed on one day, nor doubled', () => {
  const name = fc.constantFrom('a', 'b', 'c', 'd');
  const asking = fc.record({ officer: name, standIn: name, begin: fc.nat(12), length: fc.nat(5) });
  fc.assert(
    fc.property(fc.array(asking, { maxLength: 30 }), (all) => {
      const agreed: StandInPeriod[] = [];
      for (const { officer, standIn, begin, length } of all) {
        const from = dayText(dayNumber(today) + begin);
        const asked = { officer, standIn, from, to: dayText(dayNumber(from) + length) };
        if (!refusalOfStandIn(asked, agreed, today)) agreed.push(asked);
      }
      for (let n = 0; n < 20; n += 1) {
        const day = dayText(dayNumber(today) + n);
        const on = agreed.filter(({ from, to }) => from <= day && day <= to);
        const away = on.map(({ officer }) => officer);
        expect(new Set(away).size).toBe(away.length);
        for (const { standIn } of on) expect(away).not.toContain(standIn);
      }
    }),
  );
});
