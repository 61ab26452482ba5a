import type { Instant } from '#contract/time';
import type { CaseScript } from '../caseScript.ts';
import { sourceOfRegion } from '../city/citySources.ts';
import { day, dayOf, hour, minute, second } from '../time.ts';
import { type CityRecord, groupBy } from './cityRecord.ts';
import { type GroupExpectation, groupKey } from './groupFinding.ts';
import { readTrail } from './readTrail.ts';

interface Span {
  at: Instant;
  arrives: Instant;
}

function isLate({ at, arrives }: Span, { world }: CityRecord): boolean {
  return arrives - at > day && world.calendar.legalTime(at, arrives) > day;
}

function isExcused({ at, arrives }: Span, script: CaseScript, { blackouts }: CityRecord): boolean {
  const { uri } = sourceOfRegion(script.office.region);
  return blackouts.some((it) => it.declared && it.source === uri && it.from <= arrives && it.to >= at);
}

/** BKF-01: more than twenty promised cases of a source with an event that came late, all on one day. */
export function lateSourceDays(record: CityRecord): GroupExpectation[] {
  const late = record.scripts.flatMap((script) => {
    if (script.item.handling !== 'promised') return [];
    const arrivals = readTrail(script, record.world.to)
      .events.filter((event) => isLate(event, record) && !isExcused(event, script, record))
      .map(({ arrives }) => arrives);
    if (arrivals.length === 0) return [];
    return [groupKey('source', sourceOfRegion(script.office.region).uri, dayOf(Math.min(...arrivals)))];
  });
  return [...groupBy(late, (key) => key)]
    .filter(([, cases]) => cases.length > 20)
    .map(([caseId]) => ({ caseId, rule: 'BKF-01', severity: 'query' }));
}

interface Entered {
  key: string;
  from: Instant;
  to: Instant;
  isLate: boolean;
  lasted: number;
}

/** BKF-02: twenty promised cases of a department entered at one sitting, or that took equally long. */
export function bulkEntries(record: CityRecord): GroupExpectation[] {
  const entered = record.scripts.flatMap((script): Entered[] => {
    const { events, concluded, marks } = readTrail(script, record.world.to);
    const accepted = events.find(({ type }) => type === 'case.accepted');
    if (!accepted || !concluded || script.item.handling !== 'promised' || marks.includes('bulk')) return [];
    return [
      {
        key: groupKey('department', script.office.code, dayOf(concluded.arrives)),
        from: Math.min(accepted.arrives, concluded.arrives),
        to: Math.max(accepted.arrives, concluded.arrives),
        isLate: isLate(accepted, record) && !isExcused(accepted, script, record),
        lasted: Math.floor(concluded.at / second) - Math.floor(accepted.at / second),
      },
    ];
  });
  return [...groupBy(entered, ({ key }) => key)].flatMap(([caseId, cases]) => {
    const ofOneLength = [...groupBy(cases, ({ lasted }) => String(lasted)).values()];
    const isFound = longestSitting(cases) >= 20 || ofOneLength.some((group) => group.length >= 20);
    return isFound ? [{ caseId, rule: 'BKF-02', severity: 'query' }] : [];
  });
}

function longestSitting(cases: readonly Entered[]): number {
  const late = cases.filter((it) => it.isLate && it.to - it.from <= hour).sort((a, b) => a.from - b.from);
  let [longest, length, end] = [0, 0, -Infinity];
  for (const { from, to } of late) {
    length = from - end <= 5 * minute ? length + 1 : 1;
    longest = Math.max(longest, length);
    end = Math.max(end, to);
  }
  return longest;
}
