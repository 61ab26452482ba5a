import type { Role } from '#contract/account';
import { rows, type Row, type Who } from './scopedRows.ts';

type Kind = keyof typeof rows;

/** What the database calls the rows, by row number; sessions and tokens with whose they are. */
export interface Ids extends Record<
  | 'flags'
  | 'orders'
  | 'sources'
  | 'channels'
  | 'deliveries'
  | 'runs'
  | 'calendarRuns'
  | 'notices'
  | 'views'
  | 'screens'
  | 'reports',
  number[]
> {
  /** Of the contents of files. */
  hashes: string[];
  sessions: { id: number; name: string }[];
  tokens: { id: number; name: string }[];
}

export interface Sight {
  who: Who;
  visible: Record<Kind, Row[]>;
  ids: Ids;
}

/** One request, and what has to be in its answer. */
export interface Ask {
  path: string;
  /** Who may at all; left out: every role. */
  roles?: readonly Role[];
  /** Only an account without limits may. */
  unlimited?: boolean;
  status: 200 | 404;
  /** In person, not by a token. */
  inPerson?: boolean;
  /** Kinds whose names are labels there of what is in sight. */
  labels?: string[];
  /** Of these kinds exactly these rows are in the answer; of others none that is not visible. */
  rows?: { kinds: string[]; are: readonly Pick<Row, 'kind' | 'n'>[] };
}

export const page = 200;
export const kindOf = (are: readonly Pick<Row, 'kind' | 'n'>[], kind: string): NonNullable<Ask['rows']> => {
  return { kinds: [kind], are: are.filter((row) => row.kind === kind) };
};

/** Some rows of each kind that the account sees, and some that it does not. */
export function sample({ visible }: Sight, kind: Kind): { inside: Row[]; outside: Row[] } {
  const seen = new Set(visible[kind]);
  const some = (from: Row[]) => [0, 0.4, 0.9].flatMap((part) => from[Math.floor(part * from.length)] ?? []);
  return { inside: some(visible[kind]), outside: some(rows[kind].filter((row) => !seen.has(row))) };
}

export const list =
  (path: string, kind: string, kinds: Kind, roles?: readonly Role[]) =>
  (sight: Sight): Ask[] => [
    {
      path: `${path}${path.includes('?') ? '&' : '?'}limit=${page}`,
      status: 200,
      rows: kindOf(sight.visible[kinds].slice(0, page), kind),
      ...(roles ? { roles } : {}),
    },
  ];
export const whole =
  (path: string, kind: string, kinds: Kind, roles?: readonly Role[]) =>
  (sight: Sight): Ask[] => [
    { path, status: 200, rows: kindOf(sight.visible[kinds], kind), ...(roles ? { roles } : {}) },
  ];
export const each =
  (
    kinds: Kind,
    pathOf: (row: Row, ids: Ids) => string,
    roles?: readonly Role[],
    more?: (row: Row, sight: Sight) => Ask['rows'],
  ) =>
  (sight: Sight): Ask[] => {
    const { inside, outside } = sample(sight, kinds);
    const ask = (row: Row, status: Ask['status']): Ask => {
      const found = status === 200 ? more?.(row, sight) : undefined;
      return {
        path: pathOf(row, sight.ids),
        status,
        ...(found ? { rows: found } : {}),
        ...(roles ? { roles } : {}),
      };
    };
    return [...inside.map((row) => ask(row, 200)), ...outside.map((row) => ask(row, 404))];
  };
export const nothing =
  (path: string, roles?: readonly Role[], unlimited = false) =>
  (): Ask[] => [{ path, status: 200, unlimited, rows: { kinds: [], are: [] }, ...(roles ? { roles } : {}) }];
