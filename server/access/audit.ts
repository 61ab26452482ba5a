import type { Instant } from '#contract/time';
import type { Queryable } from '../db/queryable.ts';

/** Who did what to what. `detail` never holds a password, a secret, or personal data of an applicant. */
export interface AuditEntry {
  at: Instant;
  /** An account's name, 'ACCOUNT for OFFICER', 'token:ACCOUNT/NAME', or 'duban JOB'; `actorOf` tells it of a request. */
  actor: string;
  /** Subject and past participle: 'flag.verdict', 'person.revealed'. */
  action: string;
  subject: { kind: string; id: string };
  detail: Record<string, unknown>;
}

/**
 * Writes entries in the caller's transaction: they are there if and only if what they tell of is. Nobody waits for
 * the chain: seals follow within seconds, in the order of commits (sealEntries).
 */
export async function recordAudit(db: Queryable, ...entries: AuditEntry[]): Promise<void> {
  await db.query(
    `with written as (
       insert into audit_entries (at, actor, action, subject_kind, subject_id, detail)
       select to_timestamp(at / 1000.0), actor, action, kind, id, detail
         from json_to_recordset($1)
              as given (at bigint, actor text, action text, kind text, id text, detail json)
       returning audit_id
     )
     insert into audit_unsealed (audit_id) select audit_id from written`,
    [JSON.stringify(entries.map(({ subject, ...entry }) => ({ ...entry, ...subject })))],
  );
}
