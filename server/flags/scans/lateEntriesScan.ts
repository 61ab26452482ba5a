import type { Pool, PoolClient } from 'pg';
import type { Instant, LocalDay } from '#contract/time';
import { inTransaction } from '../../db/transaction.ts';
import type { Queryable } from '../../db/queryable.ts';
import { manyEnteredAfterwards } from '../../domain/rules/many/manyEnteredAfterwards.ts';
import { changeFlags } from '../flagStore.ts';
import type { FlagTopic } from '../reconcileFlags.ts';
import { lookAgainAt } from './groupFlagStore.ts';
import { tellFlags } from './saveGroups.ts';
import { judgeGroup, loosest, type ScannedGroup, type ScanParts } from './scanGroup.ts';

interface LateDay {
  sourceId: number;
  day: LocalDay;
  caseIds: string[];
  at: Instant[];
  longestMs: number[];
}

/** BKF-01 by source and local day of arrival, from the flags of the cases themselves. */
export async function scanLateEntries(parts: ScanParts): Promise<ScannedGroup[]> {
  const most = loosest(parts, 'BKF-01', 'mostSingleCases');
  const days = await lateDays(parts.db, { ...parts, timezone: parts.zone.name, most });
  return days.flatMap(({ sourceId, day, caseIds, at, longestMs }) =>
    judgeGroup(
      parts,
      manyEnteredAfterwards,
      { entries: caseIds.map((caseId, i) => ({ caseId, at: at[i] ?? 0, longestMs: longestMs[i] ?? 0 })) },
      {
        subject: { kind: 'source', id: String(sourceId) },
        occurrence: day,
        whenGone: 'stays',
        place: { region: null, department: null, item: null, sourceId },
      },
    ),
  );
}

/** Source-days with new flags and more than `most` of them, with all their cases. */
async function lateDays(
  db: Queryable,
  by: { from: Instant; to: Instant; timezone: string; most: number },
): Promise<LateDay[]> {
  const { rows } = await db.query<LateDay>(
    `with fresh as (
       select distinct source_id, (occurred_at at time zone $3)::date as day
         from flags
        where raised_at > $1 and raised_at <= $2 and rule = 'BKF-01' and subject_kind = 'case'
          and status not in ('withdrawn', 'archived') and position(':' in subject_id) = 0)
     select f.source_id as "sourceId", d.day, array_agg(f.subject_id order by f.subject_id) as "caseIds",
            array_agg(f.occurred_at order by f.subject_id) as at,
            array_agg(coalesce((f.evidence -> 'facts' ->> 'longestMs')::float8, 0) order by f.subject_id)
              as "longestMs"
       from fresh d
       join flags f on f.source_id = d.source_id and (f.occurred_at at time zone $3)::date = d.day
        and f.raised_at >= d.day::timestamp at time zone $3
        and f.rule = 'BKF-01' and f.subject_kind = 'case' and f.status not in ('withdrawn', 'archived')
      group by f.source_id, d.day
     having count(*) > $4
      order by f.source_id, d.day`,
    [new Date(by.from), new Date(by.to), by.timezone, by.most],
  );
  return rows;
}

interface ListedFlag {
  flagId: number;
  caseId: string;
  severity: 'query';
  sourceFlagId: number;
}

/**
 * Ends the single flags of cases that a source's flag lists: they were right and are one matter now. The cases' own
 * counts follow when they are looked at again.
 * @returns how many flags ended
 */
export async function foldIntoSourceFlags(
  pool: Pool,
  span: { from: Instant; timezone: string; now: Instant },
  assertFence?: (db: PoolClient) => Promise<void>,
): Promise<number> {
  let ended = 0;
  for (;;) {
    const batch = await foldBatch(pool, span, assertFence);
    ended += batch;
    if (batch < batchSize) return ended;
  }
}

const batchSize = 500;

function foldBatch(
  pool: Pool,
  { from, timezone, now }: { from: Instant; timezone: string; now: Instant },
  assertFence?: (db: PoolClient) => Promise<void>,
): Promise<number> {
  return inTransaction(pool, async (db) => {
    await assertFence?.(db);
    const listed = await singleFlagsListed(db, from, timezone);
    if (listed.length === 0) return 0;
    await lookAgainAt(
      db,
      listed.map((f) => f.caseId),
      now,
    );
    await changeFlags(
      db,
      listed.map(({ flagId, severity }) => ({
        flag_id: flagId,
        reason: 'superseded',
        status: 'resolved',
        severity,
        case_state: null,
        ended: true,
        transition: true,
        occurred_at: null,
        evidence: null,
        rule_version: 0,
      })),
      now,
    );
    await markListed(db, listed);
    await tellFlags(db, new Map(listed.map((f): [number, FlagTopic] => [f.flagId, 'flag:changed'])), now);
    return listed.length;
  });
}

/** Live BKF-01 flags of cases whose source and day of arrival have a flag of their own that was not withdrawn. */
async function singleFlagsListed(db: Queryable, from: Instant, timezone: string): Promise<ListedFlag[]> {
  const { rows } = await db.query<ListedFlag>(
    `select f.flag_id as "flagId", f.subject_id as "caseId", f.severity, s.flag_id as "sourceFlagId"
       from flags f
       join flags s on s.subject_kind = 'source' and s.subject_id = f.source_id::text and s.rule = 'BKF-01'
        and s.occurrence = (f.occurred_at at time zone $2)::date::text and s.status <> 'withdrawn'
      where f.subject_kind = 'case' and f.rule = 'BKF-01' and f.raised_at > $1 and f.status = 'raised'
        and position(':' in f.subject_id) = 0
      order by f.subject_id limit $3`,
    [new Date(from), timezone, batchSize],
  );
  return rows;
}

async function markListed(db: Queryable, listed: readonly ListedFlag[]): Promise<void> {
  await db.query(
    `update flags f set evidence = f.evidence || jsonb_build_object('listedOn', n.source_flag_id)
       from unnest($1::bigint[], $2::bigint[]) as n (flag_id, source_flag_id) where f.flag_id = n.flag_id`,
    [listed.map((f) => f.flagId), listed.map((f) => f.sourceFlagId)],
  );
}
