import type { WallState } from '#contract/wall';
import { silence } from './silence.ts';
import type { Silence } from './silence.ts';

type Part = Pick<WallState, 'regions' | 'departments' | 'sources'>;

export function wallSilence(state: Part): Silence {
  const city = state.regions.filter((region) => region.kind === 'city').map((region) => region.code);
  return silence(state.sources, new Set(city));
}

/** Indexes of the regions none of whose departments can be heard. */
export function silentRegions(state: Part): ReadonlySet<number> {
  const isSilent = wallSilence(state);
  const known = new Set<string>();
  const heard = new Set<string>();
  for (const department of state.departments) {
    known.add(department.region);
    if (!isSilent(department.region, department.code)) heard.add(department.region);
  }
  return new Set(
    state.regions.flatMap(({ code }, index) => (known.has(code) && !heard.has(code) ? [index] : [])),
  );
}
