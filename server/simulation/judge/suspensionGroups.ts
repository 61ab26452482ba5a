import type { CaseScript } from '../caseScript.ts';
import { hour } from '../time.ts';
import type { World } from '../world.ts';
import { dayClock } from './clock.ts';
import { type CityRecord, groupBy } from './cityRecord.ts';
import { type GroupExpectation, groupKey } from './groupFinding.ts';
import { readTrail } from './readTrail.ts';

interface Margins {
  /** Legal time that was left. */
  left: number;
  /** Natural time that the suspensions lasted beyond the overrun. */
  surplus: number;
}

/** By how much a case was in time that would have been late without its suspensions; undefined for any other. */
export function savedMargins(script: CaseScript, { calendar, to }: World): Margins | undefined {
  const trail = readTrail(script, to);
  const { acceptedAt, concluded, pauses } = trail;
  const { promisedLimit } = script.item;
  if (acceptedAt === undefined || !concluded || promisedLimit?.unit !== 'workday') return undefined;
  const dueWith = (known: typeof trail) =>
    dayClock(promisedLimit.value, acceptedAt, known, calendar, to).dueAt;
  const [due, bareDue] = [dueWith(trail), dueWith({ ...trail, pauses: [] })];
  if (concluded.at > due || concluded.at <= bareDue || pauses.length === 0) return undefined;
  const lasted = pauses.reduce(
    (sum, { at, resumedAt }) => sum + Math.min(resumedAt ?? concluded.at, concluded.at) - at,
    0,
  );
  return {
    left: calendar.legalTime(concluded.at, due),
    surplus: lasted - (concluded.at - bareDue),
  };
}

/** HANG-04: of ten saved cases of a department or more, four in five by the same margin, an hour more or less. */
export function constantMargins({ scripts, world }: CityRecord): GroupExpectation[] {
  const saved = scripts.flatMap((script) => {
    const margins = savedMargins(script, world);
    return margins ? [{ key: groupKey('department', script.office.code), ...margins }] : [];
  });
  return [...groupBy(saved, ({ key }) => key)].flatMap(([caseId, cases]) => {
    const most = Math.max(
      mostAlike(cases.map(({ left }) => left)),
      mostAlike(cases.map(({ surplus }) => surplus)),
    );
    const isFound = cases.length >= 10 && most * 5 >= cases.length * 4;
    return isFound ? [{ caseId, rule: 'HANG-04', severity: 'query' }] : [];
  });
}

function mostAlike(margins: readonly number[]): number {
  return Math.max(...margins.map((one) => margins.filter((it) => Math.abs(it - one) <= hour).length));
}

/** HANG-05: of thirty suspensions of a department or more, over three in five for the same reason. */
export function boilerplate({ scripts, world }: CityRecord): GroupExpectation[] {
  const reasons = scripts.flatMap((script) =>
    readTrail(script, world.to).pauses.map(({ data }) => ({
      key: groupKey('department', script.office.code),
      reason: (String(data.reason ?? '').match(/[\p{L}\p{N}]/gu) ?? []).join(''),
    })),
  );
  const given = reasons.filter(({ reason }) => reason !== '');
  return [...groupBy(given, ({ key }) => key)].flatMap(([caseId, all]) => {
    const most = Math.max(...[...groupBy(all, ({ reason }) => reason).values()].map((same) => same.length));
    const isFound = all.length >= 30 && most * 5 > all.length * 3;
    return isFound ? [{ caseId, rule: 'HANG-05', severity: 'query' }] : [];
  });
}
