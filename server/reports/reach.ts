import type { Account } from '#contract/account';
import { appealedKinds, type ReportKind } from '#contract/reports/reportKind';
import type { Dimension } from '#contract/reports/snapshot';
import { scopeOf } from '../access/scope.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { ReportRow } from './store/reportRow.ts';

type Rights = Pick<Account, 'role' | 'region' | 'department'>;

/** Which reports an account may read, and how much of each. */
export interface Reach {
  /** Limited to no place. */
  all: boolean;
  /** Of these it reads every report whole: its own, with all below. */
  regions: string[];
  departments: string[];
  /** Kinds that everybody who is told of in them reads, from the appeal window on. */
  toldKinds: ReportKind[];
  /** Whether it has a place to be told of. */
  placed: boolean;
  /** What its place lies in: their bulletins tell of it. */
  aboveRegions: string[];
  aboveDepartments: string[];
}

/** Words of the catalogue as far as they matter here. */
export type ReachPlaces = Pick<
  Catalogue,
  'regions' | 'departments' | 'region' | 'department' | 'isWithinRegion' | 'isWithinDepartment'
>;

export function reachOf(account: Rights, places: ReachPlaces): Reach {
  const { region, department } = account;
  const scope = scopeOf(account, places);
  const seesRegion = (code: string): boolean => scope.regions?.includes(code) ?? true;
  const home = department === null ? region : (places.department(department)?.region ?? region);
  const nobody = account.role === 'department' && department === null;
  return {
    all: region === null && department === null && !nobody,
    regions: department === null && !nobody ? (scope.regions ?? []) : [],
    departments: (scope.departments ?? places.departments.map(({ code }) => code)).filter((code) =>
      seesRegion(places.department(code)?.region ?? ''),
    ),
    toldKinds: [...appealedKinds],
    placed: !nobody,
    aboveRegions: lineOf(home, (code) => places.region(code)?.parent),
    aboveDepartments: lineOf(department, (code) => places.department(code)?.parent),
  };
}

/** The code and all above it. */
export function lineOf(code: string | null, parentOf: (code: string) => string | null | undefined): string[] {
  const line: string[] = [];
  for (let at = code; at != null && !line.includes(at); at = parentOf(at) ?? null) line.push(at);
  return line;
}

/** `whole`; `extract`: its own rows, while the others may still appeal theirs; `none`: as if it were not there. */
export function sightOf(
  report: Pick<ReportRow, 'kind' | 'status' | 'scopeBy' | 'scopeCode'>,
  reach: Reach,
): 'whole' | 'extract' | 'none' {
  if (isOwnReport(reach, report)) return 'whole';
  const { kind, status, scopeBy, scopeCode } = report;
  const told =
    reach.toldKinds.includes(kind) &&
    reach.placed &&
    (scopeBy === 'city' ||
      (scopeBy === 'region' ? reach.aboveRegions : reach.aboveDepartments).includes(scopeCode));
  if (!told) return 'none';
  return status === 'issued' ? 'whole' : status === 'appealing' ? 'extract' : 'none';
}

/** Whether a report is of the account's own places: it reads all of it at any time, and may be let to change it. */
export function isOwnReport(
  reach: Reach,
  { scopeBy, scopeCode }: Pick<ReportRow, 'scopeBy' | 'scopeCode'>,
): boolean {
  return reach.all || (scopeBy !== 'city' && isOwn(reach, scopeBy, scopeCode));
}

/** Whether rows of a unit are the account's own. Figures that are told apart by no place are nobody's. */
export function isOwn(reach: Reach, by: Dimension, code: string): boolean {
  if (reach.all) return true;
  if (by === 'region') return reach.regions.includes(code);
  return by === 'department' && reach.departments.includes(code);
}
