import { lineOf, type ReachPlaces } from '../reach.ts';
import type { PlacesAbove } from './peopleStore.ts';

/** A place by its kind and code; what belongs to the whole city has neither. */
interface Place {
  by: string;
  code: string;
}

/** Some places with all above them; of a department its regions too. */
export function placesAbove(
  places: readonly Place[],
  catalogue: Pick<ReachPlaces, 'region' | 'department'>,
): PlacesAbove {
  const regions = new Set<string>();
  const departments = new Set<string>();
  const addRegion = (of: string | null): void => {
    for (const code of lineOf(of, (region) => catalogue.region(region)?.parent)) regions.add(code);
  };
  for (const { by, code } of places) {
    if (by === 'region') addRegion(code);
    if (by !== 'department') continue;
    addRegion(catalogue.department(code)?.region ?? null);
    for (const above of lineOf(code, (one) => catalogue.department(one)?.parent)) departments.add(above);
  }
  return { regions: [...regions], departments: [...departments] };
}
