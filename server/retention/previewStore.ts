import type { SettableKind } from '#contract/retentionSchema';
import type { Instant } from '#contract/time';
import type { Queryable } from '../db/queryable.ts';

/** What of a kind is older than an instant. */
export interface PastTime {
  rows: number;
  oldest: Instant | null;
  newest: Instant | null;
  bytes: number;
}

type Preview = (db: Queryable, before: Instant) => Promise<PastTime>;

/** As purgeStore deletes; cases are told of in archive/dueStore. */
export const previews: Record<Exclude<SettableKind, 'closed_cases'>, Preview> = {
  dead_letters: (db, before) =>
    one(
      db,
      `select count(*) as rows, min(received_at) as oldest, max(received_at) as newest,
              coalesce(sum(pg_column_size(d.*)), 0) as bytes
         from dead_letters d where received_at < $1`,
      before,
    ),
  sessions: (db, before) =>
    one(
      db,
      `select count(*) as rows, min(created_at) as oldest, max(created_at) as newest,
              coalesce(sum(pg_column_size(s.*)), 0) as bytes
         from sessions s where least(revoked_at, expires_at, last_seen_at + idle_limit) < $1`,
      before,
    ),
  inbox_read: (db, before) =>
    one(
      db,
      `select count(*) as rows, min(read_at) as oldest, max(read_at) as newest,
              coalesce(sum(pg_column_size(i.*)), 0) as bytes
         from notification_inbox i where read_at < $1`,
      before,
    ),
  notifications: (db, before) =>
    one(
      db,
      `select count(*) as rows, min(at) as oldest, max(at) as newest, coalesce(sum(pg_column_size(n.*)), 0) as bytes
         from notifications n where at < $1`,
      before,
    ),
  rule_runs: (db, before) =>
    one(
      db,
      `select count(*) as rows, min(finished_at) as oldest, max(finished_at) as newest,
              coalesce(sum(pg_column_size(r.*)), 0) as bytes
         from rule_runs r where finished_at < $1 and kind in ('backtest', 'calendar_preview')`,
      before,
    ),
  minutes: (db, before) =>
    one(
      db,
      `select count(*) as rows, min(minute) as oldest, max(minute) as newest,
              coalesce(sum(pg_column_size(s.*)), 0) as bytes
         from stats_minute s where minute < $1`,
      before,
    ),
  source_days: (db, before) =>
    one(
      db,
      `select count(*) as rows, min(day)::timestamptz as oldest, max(day)::timestamptz as newest,
              coalesce(sum(pg_column_size(s.*)), 0) as bytes
         from source_days s where day < $1::timestamptz`,
      before,
    ),
  attachments: (db, before) =>
    one(
      db,
      `select count(*) as rows, min(a.attached_at) as oldest, max(a.attached_at) as newest,
              coalesce(sum(files.size), 0) as bytes
         from attachments a join flags f using (flag_id) join files using (hash) where f.ended_at < $1`,
      before,
    ),
  personal_data: (db, before) =>
    one(
      db,
      `select count(*) as rows, min(p.recorded_at) as oldest, max(p.recorded_at) as newest,
              coalesce(sum(pg_column_size(p.*)), 0) as bytes
         from personal_data p left join cases c using (case_id)
        where case when c.case_id is null then p.recorded_at else c.concluded_at end < $1`,
      before,
    ),
};

async function one(db: Queryable, statement: string, before: Instant): Promise<PastTime> {
  const { rows } = await db.query<PastTime>(statement, [new Date(before)]);
  return rows[0] ?? { rows: 0, oldest: null, newest: null, bytes: 0 };
}
