import { sourceOfRegion } from '../city/citySources.ts';
import { dayOf, minute } from '../time.ts';
import { type CityRecord, groupBy } from './cityRecord.ts';
import { type GroupExpectation, groupKey } from './groupFinding.ts';
import { readTrail } from './readTrail.ts';

const undecided = ['withdrawn', 'voided', 'correction_timeout', 'transferred'];
const aMinute = { cases: 5, times: 3 };

/** FAST-02: three times on one day five promised cases within a minute, by one person. */
export function handlersDays({ scripts, world }: CityRecord): GroupExpectation[] {
  const signed = scripts.flatMap((script) => {
    const { concluded, marks } = readTrail(script, world.to);
    const handler: unknown = concluded?.data.handler;
    if (!concluded || typeof handler !== 'object' || handler === null || !('code' in handler)) return [];
    if ('kind' in handler && handler.kind === 'machine') return [];
    if (script.item.handling !== 'promised' || marks.includes('bulk')) return [];
    if (undecided.includes(String(concluded.data.outcome))) return [];
    const { uri } = sourceOfRegion(script.office.region);
    return [
      { key: groupKey('handler', `${uri}/${String(handler.code)}`, dayOf(concluded.at)), at: concluded.at },
    ];
  });
  return [...groupBy(signed, ({ key }) => key)].flatMap(([caseId, group]) => {
    const times = group.map(({ at }) => at).sort((a, b) => a - b);
    let bursts = 0;
    for (let n = 0; n < times.length;) {
      const until = (times[n] ?? 0) + minute;
      const within = times.filter((at, i) => i >= n && at <= until).length;
      if (within >= aMinute.cases) bursts += 1;
      n += within >= aMinute.cases ? within : 1;
    }
    return bursts >= aMinute.times ? [{ caseId, rule: 'FAST-02', severity: 'query' }] : [];
  });
}
