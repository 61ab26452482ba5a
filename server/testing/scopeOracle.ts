import { markOf, rows, sourceScopes, type Place, type Row, type Who } from './scopedRows.ts';

// scope said again in the plainest words: walk up the parents
const parents: Record<string, string> = { A: 'C', A1: 'A', B: 'C', Z: 'C', 'A-H-1': 'A-H' };
const regionOf: Record<string, string> = { 'A-H': 'A', 'A-H-1': 'A1', 'A-P': 'A', 'B-H': 'B', 'Z-O': 'Z' };
export const lies = (code: string | null, under: string): boolean =>
  code === under || (code !== null && parents[code] !== undefined && lies(parents[code] ?? '', under));

export const isUnlimited = ({ role, region, department }: Who): boolean =>
  region === null && department === null && role !== 'department';

export const maySee = ({ role, region, department }: Who, place: Place): boolean =>
  (region === null || lies(place.region, region)) &&
  (department === null ? role !== 'department' : lies(place.department, department));

/** A source, its letters: all that it may report for has to be in sight. */
const seesSource = (who: Who, n: number): boolean => {
  const { regions = [], departments = [] } = sourceScopes[n % sourceScopes.length] ?? {};
  const all = (codes: readonly string[], under: string | null) =>
    under === null || (codes.length > 0 && codes.every((code) => lies(code, under)));
  const nothing = who.role === 'department' && who.department === null;
  return !nothing && all(regions, who.region) && all(departments, who.department);
};

/** A channel: its department has to be in sight, and the whole office's is an unlimited administrator's. */
const seesChannel = (who: Who, n: number): boolean => {
  const department = rows.channels[n % rows.channels.length]?.department ?? null;
  if (department === null) return isUnlimited(who);
  return maySee(who, { region: regionOf[department] ?? null, department });
};

/** A report: its place with all of it has to be in sight, or it is an issued bulletin of what the place lies in. */
const seesReport = (who: Who, { region, department, issued }: (typeof rows.reports)[number]): boolean => {
  if (who.role === 'department' && who.department === null) return false;
  if (region === null && department === null) return issued || isUnlimited(who);
  const own =
    department === null
      ? who.department === null && maySee(who, { region, department: null })
      : maySee(who, { region: regionOf[department] ?? null, department });
  const home = who.department === null ? who.region : (regionOf[who.department] ?? who.region);
  const within =
    department === null
      ? home !== null && lies(home, region ?? '')
      : who.department !== null && lies(who.department, department);
  return own || (issued && within);
};

const seesFlag = (who: Who, n: number): boolean => {
  const flag = rows.flags[n];
  return flag !== undefined && maySee(who, flag);
};

/** What an account sees of each kind, were its role allowed to read it. `own` are the numbers of the rows that are its. */
export function visibleRows(who: Who, isOwn: (n: number) => boolean): Record<keyof typeof rows, Row[]> {
  return {
    cases: rows.cases.filter((row) => maySee(who, row)),
    flags: rows.flags.filter((row) => maySee(who, row)),
    orders: rows.orders.filter(
      ({ department, flags }) =>
        (who.department === null || lies(department, who.department)) &&
        flags.some(({ n }) => seesFlag(who, n)),
    ),
    files: rows.files.filter(({ flagOf }) => seesFlag(who, flagOf)),
    persons: rows.persons.filter((row) => maySee(who, row)),
    audits: rows.audits.filter((row) =>
      row.subject === 'rule'
        ? who.role !== 'supervisor' && who.region === null && who.department === null
        : maySee(who, row),
    ),
    sources: rows.sources.filter(({ n }) => seesSource(who, n)),
    letters: rows.letters.filter(({ n }) => seesSource(who, n)),
    channels: rows.channels.filter(({ n }) => seesChannel(who, n)),
    deliveries: rows.deliveries.filter(({ n }) => seesChannel(who, n)),
    runs: rows.runs.filter(
      (row) =>
        (who.region === null || (row.region !== null && lies(row.region, who.region))) &&
        (who.department === null || (row.department !== null && lies(row.department, who.department))),
    ),
    calendarRuns: isUnlimited(who) ? rows.calendarRuns : [],
    notices: rows.notices.filter(({ n }) => isOwn(n)),
    screens: rows.screens.filter((row) => maySee(who, row)),
    reports: rows.reports.filter((row) => seesReport(who, row)),
    views: rows.views.filter(({ n, shared }) => shared || isOwn(n)),
  };
}

/** Everything that may stand in an answer: a flag names its case, a file's bytes carry no mark. */
export function visibleMarks(visible: Record<keyof typeof rows, Row[]>): Set<string> {
  const named = visible.flags.map(({ n }) => ({ kind: 'case', n: rows.flags[n]?.caseOf ?? -1 }));
  return new Set([...Object.values(visible).flat(), ...named].map(markOf));
}
