import type { Limit } from '#contract/limit';
import type { DemoItem } from '../city/demoItems.ts';
import { type Day, dayOf, fromLocalDay, startOf } from '../time.ts';
import { type CityRecord, groupBy } from './cityRecord.ts';
import { dayClock } from './clock.ts';
import { type GroupExpectation, groupKey } from './groupFinding.ts';
import { readTrail } from './readTrail.ts';

const begins = ({ validFrom }: DemoItem): Day => fromLocalDay(validFrom ?? '2000-01-01');

const isLonger = (one: Limit, other: Limit): boolean => one.unit === other.unit && one.value > other.value;

/** PRM-01: a longer promise, begun or recorded within ten working days of a breach, and approved by nobody. */
export function promisesLengthened(record: CityRecord): GroupExpectation[] {
  const { calendar } = record.world;
  const found: GroupExpectation[] = [];
  for (const [code, versions] of groupBy(record.items, ({ item }) => item.code)) {
    for (const [n, { item: after, at }] of versions.entries()) {
      const before = versions[n - 1]?.item;
      if (!before?.promisedLimit || (after.approvedBy && after.approvedAt)) continue;
      if (after.promisedLimit && !isLonger(after.promisedLimit, before.promisedLimit)) continue;
      const days = [begins(after), Math.max(begins(after), dayOf(at))];
      const isProvoked = breaches(record, before).some((brokenAt) =>
        days.some((on) => startOf(on) >= brokenAt && on <= calendar.workdayAfter(dayOf(brokenAt), 10)),
      );
      if (isProvoked) found.push({ caseId: groupKey('item', code), rule: 'PRM-01', severity: 'query' });
    }
  }
  return found;
}

/** When the item's promise was broken: the first instant after it. */
function breaches({ world, scripts }: CityRecord, item: DemoItem): number[] {
  return scripts.flatMap((script) => {
    const trail = readTrail(script, world.to);
    if (script.item.code !== item.code || trail.acceptedAt === undefined) return [];
    const { dueAt } = dayClock(
      item.promisedLimit?.value ?? 0,
      trail.acceptedAt,
      trail,
      world.calendar,
      world.to,
    );
    return (trail.concluded?.at ?? world.to) > dueAt ? [dueAt] : [];
  });
}

/** Art. 42: for a licence without a limit of its own. */
const licence: Limit = { value: 20, unit: 'workday' };

/** PRM-02: a promise longer than the law. */
export function longerThanLaw({ items, world }: CityRecord): GroupExpectation[] {
  return [...groupBy(items, ({ item }) => item.code)].flatMap(([code, versions]) => {
    const { item } = versions.findLast((version) => begins(version.item) <= dayOf(world.to - 1)) ?? {};
    const law = item?.statutoryLimit ?? (item?.type === '01' ? licence : undefined);
    const isFound = item?.promisedLimit && law && isLonger(item.promisedLimit, law);
    return isFound ? [{ caseId: groupKey('item', code), rule: 'PRM-02', severity: 'info' }] : [];
  });
}

/** ITM-01: no case in a year; or none, where ten or more were to be expected, and the season does not explain it. */
export function idleItems({ items, scripts, world }: CityRecord): GroupExpectation[] {
  const { calendar } = world;
  const today = dayOf(world.to - 1);
  const daysOf = groupBy(
    scripts.flatMap((script) => {
      const { submittedAt } = readTrail(script, world.to);
      return submittedAt === undefined ? [] : [{ code: script.item.code, on: dayOf(submittedAt) }];
    }),
    ({ code }) => code,
  );
  return [...groupBy(items, ({ item }) => item.code)].flatMap(([code, versions]) => {
    const days = (daysOf.get(code) ?? []).map(({ on }) => on).filter((on) => on < today);
    const last = Math.max(...days);
    const finding: GroupExpectation = { caseId: groupKey('item', code), rule: 'ITM-01', severity: 'info' };
    if (!days.some((on) => on >= today - 365))
      return versions.some(({ item }) => begins(item) <= today - 365) ? [finding] : [];
    const silent = calendar.workdaysBetween(last, today - 1);
    const from = calendar.workdayAfter(last + 1, -60);
    const within = (first: Day, end: Day) => days.filter((on) => on >= first && on <= end).length;
    const usual = within(from, last);
    if (usual < 30 || silent < 10 || (usual * silent) / 60 < 10) return [];
    const [usualThen, then] = [within(from - 364, last - 364), within(last + 1 - 364, today - 1 - 364)];
    const isSeason = usualThen > 0 && then < (usualThen * silent) / 60 / 5;
    return isSeason ? [] : [finding];
  });
}
