import { describe, expect, it } from 'vitest';
import { chinesePublishedDays } from '../../catalogue/chinesePublishedDays.ts';
import { createOfficeCalendar } from '../officeCalendar.ts';
import { dayOf, startOf } from '../time.ts';
import { groupCity, groupsPerRow } from './groupCity.ts';

const to = Date.parse('2026-11-19T24:00:00+08:00');
const calendar = createOfficeCalendar(chinesePublishedDays().days);

describe.each([1, 2, 3])('the city of groups of seed %i', (seed) => {
  const world = { seed, from: startOf(dayOf(to) - 480), to, calendar };
  const { truth, city } = groupCity(world);
  const found = new Set(
    truth.flatMap((row) => (row.kind === 'finding' ? [`${row.rule} ${row.caseId}`] : [])),
  );

  it('breaks every rule over many cases often enough', () => {
    const counts = new Map<string, number>();
    for (const row of truth)
      if (row.kind === 'finding') counts.set(row.rule, (counts.get(row.rule) ?? 0) + 1);
    expect([...counts.keys()].sort()).toEqual(
      [
        'BKF-01',
        'BKF-02',
        'END-01',
        'FAST-02',
        'HANG-04',
        'HANG-05',
        'ITM-01',
        'PRM-01',
        'PRM-02',
        'VOL-01',
        'VOL-02',
      ].sort(),
    );
    for (const n of counts.values()) expect(n).toBeGreaterThanOrEqual(groupsPerRow);
  });

  it('breaks none where it only comes near', () => {
    const near = truth.flatMap((row) => (row.kind === 'near' ? [row] : []));
    expect(near.length).toBe(11 * groupsPerRow);
    expect(near.filter(({ rule, caseId }) => found.has(`${rule} ${caseId}`))).toEqual([]);
  });

  it('lets nothing arrive before it happened, and no case be told twice', () => {
    const numbers = new Set<string>();
    const wrong: string[] = [];
    for (let on = dayOf(world.from); on <= dayOf(to); on += 1) {
      for (const { number, events } of city.bornOn(on)) {
        if (numbers.has(number) || events.some(({ at, arrives }) => arrives < at)) wrong.push(number);
        numbers.add(number);
      }
    }
    expect(wrong).toEqual([]);
    expect(numbers.size).toBeGreaterThan(10_000);
  });
});
