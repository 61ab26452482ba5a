import type { Instant } from '#contract/time';
import { departmentSources } from './city/citySources.ts';
import { createRandom } from './random.ts';
import { dayOf, hour, minute, second, startOf } from './time.ts';
import type { World } from './world.ts';

/** A stretch in which nothing arrives from a source; what happened meanwhile arrives when the line is back. */
export interface Blackout {
  source: string;
  from: Instant;
  to: Instant;
  /** The source said so afterwards: late arrivals are excused. */
  declared: boolean;
}

/**
 * On weak lines: silences of more than two office hours, which must be noticed, and of less, which must not; one outage
 * each, declared afterwards; and two lines that are dead at the end.
 */
export function blackoutsOf(world: World): Blackout[] {
  const random = createRandom(world.seed, 'blackouts');
  const { calendar, from, to } = world;
  const weak = departmentSources.filter((source) => !source.steady);
  const blackouts: Blackout[] = [];
  const [first, last] = [dayOf(from) + 2, dayOf(to) - 2];
  const outageOn = new Map(
    weak.map(({ uri }, n) => [uri, Math.floor(first + ((last - first) * (n + 1)) / (weak.length + 2))]),
  );
  for (let on = first; on <= last; on += 1) {
    for (const { uri } of weak) {
      const outage = outageOn.get(uri) ?? 0;
      if (on === outage && last - first > 14) {
        const begin = startOf(calendar.workdayAfter(on, 1)) + 15 * hour;
        blackouts.push({
          source: uri,
          from: begin,
          to: startOf(calendar.workdayAfter(on, 4)) + 10 * hour,
          declared: true,
        });
      }
      const isNearOutage = on >= outage - 1 && on <= outage + 12;
      if (isNearOutage || !calendar.isWorkday(on) || random.chance(0.1)) continue;
      const begin = startOf(on) + 14 * hour + random.int(5, 25) * minute + random.int(0, 59) * second;
      const length = random.chance(0.6) ? random.int(136, 215) : random.int(60, 95);
      blackouts.push({ source: uri, from: begin, to: begin + length * minute, declared: false });
    }
  }
  for (const { uri } of weak.slice(0, 2)) {
    if (to - from > 3 * 24 * hour)
      blackouts.push({ source: uri, from: to - 200 * minute, to: to + 40 * minute, declared: false });
  }
  return blackouts;
}
