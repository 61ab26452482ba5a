import type { Adjustment, NewAdjustment } from '#contract/adjustmentSchema';
import type { Instant, LocalDay } from '#contract/time';
import type { Queryable } from '../db/queryable.ts';
import { instantText } from '../http/instantText.ts';
import type { UnitKind } from './evaluationStore.ts';

interface Stored extends NewAdjustment {
  adjustmentId: number;
  recordedAt: Instant;
  actor: string;
  revokedAt: Instant | null;
  revokedBy: string | null;
  revokedBecause: string | null;
}

/** Those of a period, revoked ones too, in the order they were recorded. */
export async function adjustmentsWithin(
  db: Queryable,
  by: UnitKind,
  { from, to }: { from: LocalDay; to: LocalDay },
): Promise<Adjustment[]> {
  const { rows } = await db.query<Stored>(
    `select adjustment_id as "adjustmentId", unit_kind as by, unit, happened_on as "happenedOn", points, reason, evidence,
            recorded_at as "recordedAt", actor, revoked_at as "revokedAt", revoked_by as "revokedBy",
            revoked_because as "revokedBecause"
       from evaluation_adjustments
      where unit_kind = $1 and happened_on between $2 and $3
      order by adjustment_id`,
    [by, from, to],
  );
  return rows.map(answerOf);
}

export async function addAdjustment(
  db: Queryable,
  { by, unit, happenedOn, points, reason, evidence }: NewAdjustment,
  actor: string,
  now: Instant,
): Promise<Adjustment> {
  const { rows } = await db.query<{ adjustmentId: number }>(
    `insert into evaluation_adjustments (unit_kind, unit, happened_on, points, reason, evidence, recorded_at, actor)
     values ($1, $2, $3, $4, $5, $6, $7, $8)
     returning adjustment_id as "adjustmentId"`,
    [by, unit, happenedOn, points, reason, evidence, new Date(now), actor],
  );
  const adjustmentId = rows[0]?.adjustmentId ?? 0;
  const recordedAt = instantText(now);
  return { adjustmentId, by, unit, happenedOn, points, reason, evidence, recordedAt, actor, revoked: null };
}

/** Undefined: there is none of that number, or somebody revoked it before. */
export async function revokeAdjustment(
  db: Queryable,
  adjustmentId: number,
  { reason, actor }: { reason: string; actor: string },
  now: Instant,
): Promise<Adjustment | undefined> {
  const { rows } = await db.query<Stored>(
    `update evaluation_adjustments set revoked_at = $2, revoked_by = $3, revoked_because = $4
      where adjustment_id = $1 and revoked_at is null
     returning adjustment_id as "adjustmentId", unit_kind as by, unit, happened_on as "happenedOn", points, reason,
               evidence, recorded_at as "recordedAt", actor, revoked_at as "revokedAt", revoked_by as "revokedBy",
               revoked_because as "revokedBecause"`,
    [adjustmentId, new Date(now), actor, reason],
  );
  return rows[0] && answerOf(rows[0]);
}

function answerOf({ revokedAt, revokedBy, revokedBecause, recordedAt, ...given }: Stored): Adjustment {
  return {
    ...given,
    recordedAt: instantText(recordedAt),
    revoked:
      revokedAt === null
        ? null
        : { at: instantText(revokedAt), actor: revokedBy ?? '', reason: revokedBecause ?? '' },
  };
}
