import type { Role } from '#contract/account';
import { readingDepartments, readingRegions } from './readingCity.ts';

/** Where a row lies; null: nobody has named it. */
export interface Place {
  region: string | null;
  department: string | null;
}

export interface Who extends Place {
  name: string;
  role: Role;
}

/** A row whose mark stands in every answer that shows it. */
export interface Row extends Place {
  kind: string;
  n: number;
}

/** Survives addresses, case numbers, CSV and XML; no other text looks so. */
export const markOf = ({ kind, n }: Pick<Row, 'kind' | 'n'>): string => `zz${kind}${n}zz`;
export const marksIn = (text: string): string[] => [
  ...new Set([...text.matchAll(/zz[a-z]+\d+zz/g)].map(([mark]) => mark)),
];

/** Every region with every department, and what nobody has been named for. */
const places: Place[] = [...readingRegions, null].flatMap((region) =>
  [...readingDepartments, null].map((department) => ({ region, department })),
);
const rowsOf = (kind: string, count: number, placeOf: (n: number) => Place): Row[] =>
  Array.from({ length: count }, (_, n) => {
    const { region, department } = placeOf(n);
    return { kind, n, region, department };
  });
const placeAt = (n: number): Place => places[n % places.length] ?? { region: null, department: null };

const cases = rowsOf('case', 4000, placeAt);
/** Every seventh stands in another place than its case: the acting department's. */
const flags = rowsOf('flag', 2600, (n) => placeAt(n % 7 === 6 ? n * 11 + 3 : n)).map((row) => ({
  ...row,
  caseOf: row.n,
}));
/** Each of one department, in up to three regions. */
const orders = Array.from({ length: 60 }, (_, n) => {
  const department = readingDepartments[n % readingDepartments.length] ?? '';
  const own = flags.filter((flag) => flag.department === department);
  const over = [0, 1, 2].map((nth) => own[(n * 17 + nth * 5) % own.length]).flatMap((flag) => flag ?? []);
  return { kind: 'order', n, region: null, department, flags: [...new Set(over)] };
});
/** Three flags in a row share the bytes of one file, each under a name of its own. */
const files = rowsOf('file', 600, (n) => flags[n * 4] ?? placeAt(n)).map((row) => ({
  ...row,
  flagOf: row.n * 4,
  content: Math.floor(row.n / 3),
}));
const persons = rowsOf('person', 300, placeAt).map((row) => ({ ...row, caseOf: row.n }));
/** On cases, on flags, and on what is nobody's place. */
const audits = Array.from({ length: 1200 }, (_, n) => {
  const subject = (['case', 'flag', 'rule'] as const)[n % 3] ?? 'rule';
  const of = subject === 'case' ? cases[n] : subject === 'flag' ? flags[n] : undefined;
  return { kind: 'audit', n, region: of?.region ?? null, department: of?.department ?? null, subject };
});
export const sourceScopes = [
  { regions: [], departments: [] },
  { regions: ['A', 'A1'], departments: [] },
  { regions: ['A1'], departments: ['A-H-1'] },
  { regions: [], departments: ['A-H'] },
  { regions: ['A', 'B'], departments: ['A-H', 'B-H'] },
];
const nowhere = (): Place => ({ region: null, department: null });
const sources = rowsOf('source', sourceScopes.length, nowhere);
const letters = rowsOf('letter', 600, nowhere);
const channels = rowsOf('channel', readingDepartments.length + 1, (n) => {
  return { region: null, department: readingDepartments[n] ?? null };
});
const deliveries = rowsOf('delivery', 120, nowhere);
/** Back-tests of rules for one region, one department, or the whole city. */
const runs = rowsOf('run', 12, (n) => {
  return n % 3 === 0
    ? nowhere()
    : n % 3 === 1
      ? { region: readingRegions[n % 4] ?? null, department: null }
      : { region: null, department: readingDepartments[n % 5] ?? null };
});
const calendarRuns = rowsOf('calendarrun', 3, nowhere);
/** Of the accounts of the test, in turn. */
const notices = rowsOf('notice', 600, nowhere);
const views = rowsOf('view', 90, nowhere).map((row) => ({ ...row, shared: row.n % 3 === 0 }));

/** Of the whole city and of each region. */
const screens = rowsOf('screen', 10, (n) => {
  return { region: [null, ...readingRegions][n % 5] ?? null, department: null };
});

/**
 * Drafts of what ranks nobody, and issued bulletins: of the whole city, of each region, of each department. What a
 * bulletin of all says, everybody in it reads.
 */
const reports = rowsOf('report', 20, (n) => {
  const department = readingDepartments[(n % 10) - 5] ?? null;
  const region = readingRegions[(n % 10) - 1] ?? null;
  return { region: n % 10 < 5 ? region : null, department };
}).map((row) => ({ ...row, issued: row.n >= 10 }));

export const rows = {
  cases,
  flags,
  orders,
  files,
  persons,
  audits,
  sources,
  letters,
  channels,
  deliveries,
  runs,
  calendarRuns,
  notices,
  views,
  screens,
  reports,
};
