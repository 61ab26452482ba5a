import type { EntryKind } from '#contract/catalogueEntry';
import type { EntryList, entryListQuerySchema } from '#contract/catalogueEntrySchema';
import type { LocalDay } from '#contract/time';
import type { z } from 'zod';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Queryable } from '../db/queryable.ts';
import { readTextCursor } from '../http/cursor.ts';
import { pageOf } from '../http/page.ts';
import { openCasesOf } from './effectStore.ts';

interface Listed {
  code: string;
  revision: number;
  name: string;
  shortName?: string;
  provisional?: boolean;
}

/** One page of a kind's entries, those to be completed first, each part by code. */
export async function listEntries(
  db: Queryable,
  catalogue: Catalogue,
  kind: EntryKind,
  query: z.infer<typeof entryListQuerySchema>,
  today: LocalDay,
): Promise<EntryList> {
  const all = entriesOf(catalogue, kind, today);
  const sought = query.q?.toLowerCase();
  const matching = all
    .filter(
      (entry) =>
        (sought === undefined || textOf(entry).includes(sought)) &&
        (query.provisional === undefined || isProvisional(entry) === query.provisional),
    )
    .sort(byPosition);
  const after = readTextCursor(query.cursor);
  const rest = after
    ? matching.filter(
        (entry) => part(entry) > after.at || (part(entry) === after.at && entry.code > after.key),
      )
    : matching;
  const rows = rest.slice(0, query.limit + 1);
  const open = await openCases(db, catalogue, kind, rows);
  return {
    revision: catalogue.revision,
    provisional: all.filter(isProvisional).length,
    ...pageOf(
      rows,
      query.limit,
      matching.length,
      (entry) => ({
        code: entry.code,
        provisional: isProvisional(entry),
        openCases: open.get(entry.code) ?? 0,
        record: { ...entry },
      }),
      (entry) => ({ at: part(entry), key: entry.code }),
    ),
  };
}

/** Of an item the version in force today; of one that has yet to begin, the newest. */
function entriesOf(catalogue: Catalogue, kind: EntryKind, today: LocalDay): Listed[] {
  if (kind === 'regions') return [...catalogue.regions];
  if (kind === 'department-kinds') return [...catalogue.departmentKinds];
  if (kind === 'departments') return [...catalogue.departments];
  const codes = new Set(catalogue.itemVersions.map(({ code }) => code));
  return [...codes].flatMap(
    (code) => catalogue.item(code, today, catalogue.revision) ?? catalogue.newestItem(code) ?? [],
  );
}

const isProvisional = ({ provisional }: Listed): boolean => provisional === true;
const part = (entry: Listed): number => (isProvisional(entry) ? 0 : 1);
const textOf = ({ code, name, shortName = '' }: Listed): string =>
  `${code} ${name} ${shortName}`.toLowerCase();
const byPosition = (a: Listed, b: Listed): number => part(a) - part(b) || (a.code < b.code ? -1 : 1);

/** Of a kind of departments those of its departments. */
async function openCases(
  db: Queryable,
  catalogue: Catalogue,
  kind: EntryKind,
  rows: readonly Listed[],
): Promise<ReadonlyMap<string, number>> {
  const codes = rows.map(({ code }) => code);
  if (kind === 'regions') return openCasesOf(db, 'region', codes);
  if (kind === 'departments') return openCasesOf(db, 'department', codes);
  if (kind === 'items') return openCasesOf(db, 'item', codes);
  const members = catalogue.departments.filter((one) => one.kind !== null && codes.includes(one.kind));
  const open = await openCasesOf(
    db,
    'department',
    members.map(({ code }) => code),
  );
  const sums = new Map<string, number>();
  for (const { kind: of, code } of members)
    if (of !== null) sums.set(of, (sums.get(of) ?? 0) + (open.get(code) ?? 0));
  return sums;
}
