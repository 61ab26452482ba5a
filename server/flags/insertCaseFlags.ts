import type { PoolClient } from 'pg';
import type { FlagStatus, RuleId, Severity } from '#contract/rule';
import type { Instant } from '#contract/time';
import { copyInstant, copyRows, copyText } from '../db/copyRows.ts';
import type { Facts } from '../domain/rules/rule.ts';
import type { FlagTrace } from './flagStore.ts';

/** A flag of a case that is new. */
export interface CaseFlag {
  caseId: string;
  rule: RuleId;
  occurrence: string;
  severity: Severity;
  status: FlagStatus;
  caseState: 'open' | 'concluded' | null;
  region: string | null;
  department: string | null;
  item: string | null;
  step: string | null;
  sourceId: number;
  occurredAt: Instant;
  ruleVersion: number;
  itemRevision: number | null;
  calendarRevision: number | null;
  facts: Facts;
  /** What is kept of why it was raised, as JSON. */
  evidence: string;
}

const conditionMet: FlagTrace = { reason: 'condition_met', actor: 'duban', detail: {} };

/**
 * Inserts flags with their first transition. The caller holds their cases, so that nobody else raises the same: by COPY
 * they cost half of what they cost one by one.
 * @returns the flags by their new ids
 */
export async function insertCaseFlags(
  db: PoolClient,
  flags: readonly CaseFlag[],
  now: Instant,
  trace: FlagTrace = conditionMet,
): Promise<Map<number, CaseFlag>> {
  const { rows } = await db.query<{ flagId: number }>(
    `select nextval('flags_flag_id_seq') as "flagId" from generate_series(1, $1::integer)`,
    [flags.length],
  );
  const at = copyInstant(now);
  const byId = new Map<number, CaseFlag>();
  const lines: string[] = [];
  const transitions: string[] = [];
  const why = copyText(trace.reason);
  const who = `${copyText(trace.actor)}\t${copyText(JSON.stringify(trace.detail))}`;
  for (const [i, { flagId }] of rows.entries()) {
    const flag = flags[i];
    if (!flag) break;
    byId.set(flagId, flag);
    lines.push(flagLine(flagId, flag, at));
    transitions.push(`${flagId}\t${at}\t${why}\t${flag.status}\t${flag.severity}\t${who}\n`);
  }
  await copyRows(
    db,
    `copy flags (flag_id, subject_kind, subject_id, rule, occurrence, severity, status, case_state, region, department,
                 item, step, source_id, occurred_at, raised_at, ended_at, rule_version, item_revision,
                 calendar_revision, as_of, known_at, evidence) from stdin`,
    lines,
  );
  await copyRows(
    db,
    'copy flag_transitions (flag_id, at, reason, to_status, to_severity, actor, detail) from stdin',
    transitions,
  );
  return byId;
}

function flagLine(flagId: number, flag: CaseFlag, at: string): string {
  return (
    `${flagId}\tcase\t${copyText(flag.caseId)}\t${flag.rule}\t${copyText(flag.occurrence)}\t${flag.severity}\t` +
    `${flag.status}\t${flag.caseState ?? '\\N'}\t${copyText(flag.region)}\t${copyText(flag.department)}\t` +
    `${copyText(flag.item)}\t${copyText(flag.step)}\t${flag.sourceId}\t${copyInstant(flag.occurredAt)}\t${at}\t` +
    `${flag.status === 'archived' ? at : '\\N'}\t${flag.ruleVersion}\t${flag.itemRevision ?? '\\N'}\t` +
    `${flag.calendarRevision ?? '\\N'}\t${at}\t${at}\t${copyText(flag.evidence)}\n`
  );
}
