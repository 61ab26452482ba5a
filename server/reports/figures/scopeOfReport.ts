import type { ReportScope } from '#contract/reports/snapshot';
import { departmentsBelow, regionsBelow, type Scope } from '../../access/scope.ts';
import type { Catalogue } from '../../catalogue/catalogue.ts';

/** What a report of the scope counts. */
export function scopeOfReport(scope: ReportScope, catalogue: Catalogue): Scope {
  switch (scope.by) {
    case 'city':
      return { regions: null, departments: null };
    case 'region':
      return { regions: regionsBelow([scope.code], catalogue), departments: null };
    case 'department':
      return { regions: null, departments: departmentsBelow([scope.code], catalogue) };
  }
}
