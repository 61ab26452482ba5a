import { settableKinds, type SettableKind } from '#contract/retentionSchema';
import type { Instant } from '#contract/time';
import type { Queryable } from '../db/queryable.ts';
import { notificationRetention, saveRetention } from '../notifications/retentionStore.ts';
import { retentionTable } from './retentionTable.ts';

export interface Term {
  days: number;
  changedAt: Instant | null;
  changedBy: string | null;
}

/** How long each kind is kept now. Of notifications it is told where channels are set up, too. */
export async function retentionTerms(db: Queryable): Promise<Map<SettableKind, Term>> {
  const { rows } = await db.query<Term & { kind: string }>(
    `select kind, days, changed_at as "changedAt", changed_by as "changedBy" from retention_terms`,
  );
  const set = new Map(rows.map(({ kind, ...term }) => [kind, term]));
  const { readDays, allDays } = await notificationRetention(db);
  const elsewhere = new Map<SettableKind, number>([
    ['inbox_read', readDays],
    ['notifications', allDays],
  ]);
  return new Map(
    settableKinds.map((kind) => {
      const { changedAt = null, changedBy = null, days = usualDays(kind) } = set.get(kind) ?? {};
      return [kind, { days: elsewhere.get(kind) ?? days, changedAt, changedBy }];
    }),
  );
}

export async function termOf(db: Queryable, kind: SettableKind): Promise<number> {
  return (await retentionTerms(db)).get(kind)?.days ?? usualDays(kind);
}

const usualDays = (kind: SettableKind): number => retentionTable[kind].usual ?? Infinity;

export async function saveTerm(
  db: Queryable,
  kind: SettableKind,
  days: number,
  { at, by }: { at: Instant; by: string },
): Promise<void> {
  await db.query(
    `insert into retention_terms (kind, days, changed_at, changed_by) values ($1, $2, $3, $4)
     on conflict (kind) do update set
            days = excluded.days, changed_at = excluded.changed_at, changed_by = excluded.changed_by`,
    [kind, days, new Date(at), by],
  );
  const { readDays, allDays } = await notificationRetention(db);
  // what was read is kept no longer than what was not
  if (kind === 'inbox_read') await saveRetention(db, { readDays: days, allDays: Math.max(days, allDays) });
  if (kind === 'notifications')
    await saveRetention(db, { readDays: Math.min(days, readDays), allDays: days });
}
