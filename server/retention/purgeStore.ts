import type { SettableKind } from '#contract/retentionSchema';
import type { Instant } from '#contract/time';
import type { Queryable } from '../db/queryable.ts';

/** Deletes at most `limit` rows of a kind that are older than `before`. @returns how many */
export type Purge = (db: Queryable, before: Instant, limit: number) => Promise<number>;

/** Kinds without an entry go in their own way: notifications by their own job, cases into a file first. */
export const purges: Partial<Record<SettableKind, Purge>> = {
  dead_letters: purgeDeadLetters,
  sessions: purgeSessions,
  rule_runs: purgeRuleRuns,
  minutes: purgeMinutes,
  source_days: purgeSourceDays,
  attachments: purgeAttachments,
  personal_data: purgePersonalData,
};

async function purgeDeadLetters(db: Queryable, before: Instant, limit: number): Promise<number> {
  const { rowCount } = await db.query(
    `delete from dead_letters where dead_letter_id in (
            select dead_letter_id from dead_letters where received_at < $1 order by dead_letter_id limit $2)`,
    [new Date(before), limit],
  );
  return rowCount ?? 0;
}

/** By when they ended: revoked, run out, or left alone for too long. */
async function purgeSessions(db: Queryable, before: Instant, limit: number): Promise<number> {
  const { rowCount } = await db.query(
    `delete from sessions where session_id in (
            select session_id from sessions
             where least(revoked_at, expires_at, last_seen_at + idle_limit) < $1 order by session_id limit $2)`,
    [new Date(before), limit],
  );
  return rowCount ?? 0;
}

/** What only looked: rejudgements and changes of a calendar stay, their flags tell of them. */
async function purgeRuleRuns(db: Queryable, before: Instant, limit: number): Promise<number> {
  const { rowCount } = await db.query(
    `delete from rule_runs where run_id in (
            select run_id from rule_runs
             where finished_at < $1 and kind in ('backtest', 'calendar_preview') order by run_id limit $2)`,
    [new Date(before), limit],
  );
  return rowCount ?? 0;
}

/** With what archived cases had added to them. */
async function purgeMinutes(db: Queryable, before: Instant, limit: number): Promise<number> {
  const { rows } = await db.query<{ n: number }>(
    `with gone as (
       delete from stats_minute s
        using (select minute, region, department, namespace from stats_minute where minute < $1
                order by minute, region, department, namespace limit $2) old
        where s.minute = old.minute and s.region = old.region and s.department = old.department
          and s.namespace = old.namespace
       returning s.minute, s.region, s.department, s.namespace),
     archived as (
       delete from archived_minutes a using gone
        where a.minute = gone.minute and a.region = gone.region and a.department = gone.department
          and a.namespace = gone.namespace)
     select count(*) as n from gone`,
    [new Date(before), limit],
  );
  return rows[0]?.n ?? 0;
}

/** Both tables of a source's days; what was refused goes with its day. */
async function purgeSourceDays(db: Queryable, before: Instant, limit: number): Promise<number> {
  const { rows } = await db.query<{ n: number }>(
    `with gone as (
       delete from source_days d
        using (select source_id, day from source_days where day < $1::timestamptz order by day, source_id limit $2) old
        where d.source_id = old.source_id and d.day = old.day
       returning d.source_id, d.day),
     refused as (
       delete from source_day_refusals r using gone where r.source_id = gone.source_id and r.day = gone.day)
     select count(*) as n from gone`,
    [new Date(before), limit],
  );
  return rows[0]?.n ?? 0;
}

/** From the end of their flag; a file goes with the last flag it is attached to. */
async function purgeAttachments(db: Queryable, before: Instant, limit: number): Promise<number> {
  const { rows } = await db.query<{ n: number }>(
    `with gone as (
       delete from attachments a
        using (select a.flag_id, a.hash from attachments a join flags f using (flag_id)
                where f.ended_at < $1 order by a.flag_id, a.hash limit $2) old
        where a.flag_id = old.flag_id and a.hash = old.hash
       returning a.flag_id, a.hash),
     unused as (
       delete from files f
        where hash in (select hash from gone)
          and not exists (select from attachments a
                           where a.hash = f.hash and (a.flag_id, a.hash) not in (select flag_id, hash from gone)))
     select count(*) as n from gone`,
    [new Date(before), limit],
  );
  return rows[0]?.n ?? 0;
}

/** From the conclusion of their case, and what no case has any more. */
async function purgePersonalData(db: Queryable, before: Instant, limit: number): Promise<number> {
  const { rowCount } = await db.query(
    `delete from personal_data p
      using (select p.case_id, p.source_id, p.event_id
               from personal_data p left join cases c using (case_id)
              where case when c.case_id is null then p.recorded_at else c.concluded_at end < $1
              order by p.case_id, p.source_id, p.event_id limit $2) old
      where p.case_id = old.case_id and p.source_id = old.source_id and p.event_id = old.event_id`,
    [new Date(before), limit],
  );
  return rowCount ?? 0;
}
