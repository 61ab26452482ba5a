import type { Role } from '#contract/account';
import type { Instant, LocalDay } from '#contract/time';
import type { Scope } from '../../access/scope.ts';
import { sha256 } from '../../access/secret.ts';
import type { Queryable } from '../../db/queryable.ts';
import type { StandInPeriod } from '../../domain/followup/standIn.ts';

export interface StandInRow {
  standInId: number;
  officerId: number;
  officer: string;
  officerName: string;
  standIn: string;
  standInName: string;
  role: Role;
  region: string | null;
  department: string | null;
  from: LocalDay;
  to: LocalDay;
  beginsAt: Instant;
  /** Exclusive. */
  endsAt: Instant;
  note: string;
  createdBy: string;
  endedAt: Instant | null;
}

/**
 * One's own, and, with a scope, those in which both lie within it; newest first. Region, department and role are the
 * officer's.
 */
export async function listStandIns(
  db: Queryable,
  { me, scope, standInId = null }: { me: string; scope: Scope | null; standInId?: number | null },
): Promise<StandInRow[]> {
  const { rows } = await db.query<StandInRow>(
    `select i.stand_in_id as "standInId", o.account_id as "officerId", o.name as officer, o.display_name as "officerName", a.name as "standIn",
            a.display_name as "standInName", o.role, o.region, o.department, i.from_day as "from", i.to_day as "to",
            i.begins_at as "beginsAt", i.ends_at as "endsAt", i.note, i.created_by as "createdBy",
            i.ended_at as "endedAt"
       from stand_ins i
       join accounts o on o.account_id = i.officer_id
       join accounts a on a.account_id = i.account_id
      where ($1 in (o.name, a.name)
             or ($2::boolean
                 and ($3::text[] is null or (o.region = any($3) and a.region = any($3)))
                 and ($4::text[] is null or (o.department = any($4) and a.department = any($4)))))
        and ($5::integer is null or i.stand_in_id = $5)
      order by i.stand_in_id desc
      limit 200`,
    [me, scope !== null, scope?.regions ?? null, scope?.departments ?? null, standInId],
  );
  return rows;
}

/** Keeps others from agreeing on stand-ins until the transaction ends: what was agreed is looked at before. */
export async function lockStandIns(db: Queryable): Promise<void> {
  await db.query('lock table stand_ins in share row exclusive mode');
}

/** What was agreed and has not ended, of these accounts, on whichever side. */
export async function standingPeriods(
  db: Queryable,
  names: readonly string[],
  now: Instant,
): Promise<StandInPeriod[]> {
  const { rows } = await db.query<StandInPeriod>(
    `select o.name as officer, a.name as "standIn", i.from_day as "from", i.to_day as "to"
       from stand_ins i
       join accounts o on o.account_id = i.officer_id
       join accounts a on a.account_id = i.account_id
      where i.ended_at is null and i.ends_at > $2 and (o.name = any($1::text[]) or a.name = any($1::text[]))
      order by i.stand_in_id`,
    [names, new Date(now)],
  );
  return rows;
}

export async function insertStandIn(
  db: Queryable,
  given: StandInPeriod & { beginsAt: Instant; endsAt: Instant; note: string; by: string },
  now: Instant,
): Promise<number> {
  const { officer, standIn, from, to, beginsAt, endsAt, note, by } = given;
  const { rows } = await db.query<{ standInId: number }>(
    `insert into stand_ins (officer_id, account_id, from_day, to_day, begins_at, ends_at, note, created_at, created_by)
     select o.account_id, a.account_id, $3, $4, $5, $6, $7, $8, $9
       from accounts o, accounts a
      where o.name = $1 and a.name = $2
     returning stand_in_id as "standInId"`,
    [officer, standIn, from, to, new Date(beginsAt), new Date(endsAt), note, new Date(now), by],
  );
  return rows[0]?.standInId ?? 0;
}

/** False: it has ended already. */
export async function endStandIn(
  db: Queryable,
  standInId: number,
  by: string,
  now: Instant,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `update stand_ins set ended_at = $2, ended_by = $3
      where stand_in_id = $1 and ended_at is null and ends_at > $2`,
    [standInId, new Date(now), by],
  );
  return rowCount === 1;
}

/** The session acts for whom the stand-in is agreed, or for nobody. */
export async function actFor(db: Queryable, secret: string, standInId: number | null): Promise<void> {
  await db.query('update sessions set stand_in_id = $2 where session_hash = $1 and revoked_at is null', [
    sha256(secret),
    standInId,
  ]);
}

/** Those that are over and of which the officer has not been told, held to the end of the transaction. */
export async function takeEnded(db: Queryable, now: Instant): Promise<EndedStandIn[]> {
  const { rows } = await db.query<EndedStandIn>(
    `update stand_ins i set told_at = $1
       from accounts o, accounts a
      where i.told_at is null and least(i.ends_at, i.ended_at) <= $1 and o.account_id = i.officer_id
        and a.account_id = i.account_id
     returning i.stand_in_id as "standInId", o.name as officer, a.name as "standIn",
               a.display_name as "standInName", i.begins_at as "beginsAt", least(i.ends_at, i.ended_at) as "overAt"`,
    [new Date(now)],
  );
  return rows.sort((one, other) => one.standInId - other.standInId);
}

export interface EndedStandIn {
  standInId: number;
  officer: string;
  standIn: string;
  standInName: string;
  beginsAt: Instant;
  overAt: Instant;
}

/** What was done in somebody's place in a time, as the audit names it, most first. */
export async function doneInPlace(
  db: Queryable,
  actor: string,
  from: Instant,
  to: Instant,
): Promise<{ action: string; n: number }[]> {
  const { rows } = await db.query<{ action: string; n: number }>(
    `select action, count(*) as n
       from audit_entries
      where actor = $1 and at >= $2 and at < $3 and action not like 'stand\\_in.%'
      group by action
      order by n desc, action`,
    [actor, new Date(from), new Date(to)],
  );
  return rows;
}
