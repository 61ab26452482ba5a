import type { Pool } from 'pg';
import type { Instant } from '#contract/time';

export interface ConcludedCase {
  item: string;
  revision: number;
  department: string;
  tookMs: number;
  concludedAt: Instant;
  outcome?: string;
  marks?: string[];
  namespace?: string;
  sourceId?: number;
}

/** Rows of `cases` as the fold would leave them, without events. */
export async function insertConcluded(
  pool: Pool,
  prefix: string,
  cases: readonly ConcludedCase[],
): Promise<void> {
  await pool.query(
    `insert into cases (case_id, version, source_id, namespace, department, item, item_revision, stage, outcome, round,
                        historical, accepted_at, concluded_at, first_event_at, last_event_at, marks)
     select $2 || row_number() over (), 1, coalesce("sourceId", 1), coalesce(namespace, ''), department, item, revision,
            'concluded', coalesce(outcome, 'granted'), 1, false, to_timestamp(("concludedAt" - "tookMs") / 1000.0),
            to_timestamp("concludedAt" / 1000.0), to_timestamp(("concludedAt" - "tookMs") / 1000.0),
            to_timestamp("concludedAt" / 1000.0), marks
       from json_to_recordset($1) as given (item text, revision integer, department text, "tookMs" bigint,
            "concludedAt" bigint, outcome text, marks text[], namespace text, "sourceId" integer)`,
    [JSON.stringify(cases), prefix],
  );
}
