import { departmentsBelow, regionsBelow } from '../../access/scope.ts';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import type { ReportRow } from '../store/reportRow.ts';

/** Of which places a report tells; null: of all. */
export type PlacesBelow = { regions: string[]; departments: string[] } | null;

export function placesBelow(
  { scopeBy, scopeCode }: Pick<ReportRow, 'scopeBy' | 'scopeCode'>,
  catalogue: Catalogue,
): PlacesBelow {
  switch (scopeBy) {
    case 'city':
      return null;
    case 'region': {
      const regions = regionsBelow([scopeCode], catalogue);
      const theirs = catalogue.departments.filter(({ region }) => regions.includes(region));
      return { regions, departments: theirs.map(({ code }) => code) };
    }
    case 'department':
      return { regions: [], departments: departmentsBelow([scopeCode], catalogue) };
  }
}
