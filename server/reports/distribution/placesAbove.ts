import { lineOf, type ReachPlaces } from '../reach.ts';
import type { ReportRow } from '../store/reportRow.ts';
import type { PlacesAbove } from './peopleStore.ts';

export function placesAbove(
  { scopeBy, scopeCode }: Pick<ReportRow, 'scopeBy' | 'scopeCode'>,
  places: Pick<ReachPlaces, 'region' | 'department'>,
): PlacesAbove {
  const regionsAbove = (code: string | null): string[] =>
    lineOf(code, (region) => places.region(region)?.parent);
  switch (scopeBy) {
    case 'city':
      return { regions: [], departments: [] };
    case 'region':
      return { regions: regionsAbove(scopeCode), departments: [] };
    case 'department':
      return {
        regions: regionsAbove(places.department(scopeCode)?.region ?? null),
        departments: lineOf(scopeCode, (code) => places.department(code)?.parent),
      };
  }
}
