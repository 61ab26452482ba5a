import type { PoolClient } from 'pg';
import type { Instant } from '#contract/time';
import type { CaseFacts } from '../domain/cases/caseFacts.ts';
import type { CaseState } from '../domain/cases/caseState.ts';
import { copyInstant, copyRows, copyText } from '../db/copyRows.ts';
import type { Queryable } from '../db/queryable.ts';

/** A row of `cases`. `version` grows with every writer; `alert`, `queries`, `nextCheckAt` are the flag job's. */
export interface StoredCase {
  version: number;
  state: CaseState;
  facts: CaseFacts;
  alert: number;
  queries: number;
  nextCheckAt: Instant | null;
}

type CaseRow = CaseFacts & Omit<StoredCase, 'facts'>;

/** The rows of these cases, without locking them; those not stored are missing. */
export async function loadCases(db: Queryable, caseIds: readonly string[]): Promise<StoredCase[]> {
  const { rows } = await db.query<CaseRow>(
    `select version, state, alert, queries, next_check_at as "nextCheckAt",
            case_id as "caseId", namespace, source_id as "sourceId", region, department, item, channel,
            parent_case as "parentCase", stage, outcome, round, historical,
            submitted_at as "submittedAt", received_at as "receivedAt", accepted_at as "acceptedAt",
            concluded_at as "concludedAt", promised_due_at as "promisedDueAt", statutory_due_at as "statutoryDueAt",
            provisional_due as "provisionalDue", item_revision as "itemRevision", calendar,
            calendar_revision as "calendarRevision", first_event_at as "firstEventAt", last_event_at as "lastEventAt"
       from cases where case_id = any($1::text[])`,
    [caseIds],
  );
  return rows.map(toStoredCase);
}

export function toStoredCase({ version, state, alert, queries, nextCheckAt, ...facts }: CaseRow): StoredCase {
  return { version, state, alert, queries, nextCheckAt, facts };
}

/**
 * Inserts new cases, sorted by case id.
 * @throws the database's 23505 when another writer was first with one of them
 */
export function insertCases(client: PoolClient, cases: readonly StoredCase[]): Promise<number> {
  const lines = cases.map(copyLine).join('');
  return copyRows(
    client,
    `copy cases (case_id, version, source_id, namespace, region, department, item, channel, parent_case, stage,
                 outcome, round, historical, submitted_at, received_at, accepted_at, concluded_at, promised_due_at,
                 statutory_due_at, provisional_due, item_revision, calendar, calendar_revision, first_event_at,
                 last_event_at, state, next_check_at, alert, queries) from stdin`,
    lines,
  );
}

function copyLine({ facts, ...row }: StoredCase): string {
  return (
    `${copyText(facts.caseId)}\t${row.version}\t${facts.sourceId}\t${copyText(facts.namespace)}\t` +
    `${copyText(facts.region)}\t${copyText(facts.department)}\t${copyText(facts.item)}\t${copyText(facts.channel)}\t` +
    `${copyText(facts.parentCase)}\t${facts.stage}\t${facts.outcome ?? '\\N'}\t${facts.round}\t${facts.historical}\t` +
    `${copyInstant(facts.submittedAt)}\t${copyInstant(facts.receivedAt)}\t${copyInstant(facts.acceptedAt)}\t` +
    `${copyInstant(facts.concludedAt)}\t${copyInstant(facts.promisedDueAt)}\t${copyInstant(facts.statutoryDueAt)}\t` +
    `${facts.provisionalDue}\t${facts.itemRevision ?? '\\N'}\t${copyText(facts.calendar)}\t` +
    `${facts.calendarRevision ?? '\\N'}\t${copyInstant(facts.firstEventAt)}\t${copyInstant(facts.lastEventAt)}\t` +
    `${copyText(JSON.stringify(row.state))}\t${copyInstant(row.nextCheckAt)}\t${row.alert}\t${row.queries}\n`
  );
}

/**
 * Replaces cases, sorted by case id, whose stored version is still one less than the given; `alert` and `queries`
 * stay as they are.
 * @returns how many were replaced: fewer than given means that another writer was first
 */
export async function updateCases(db: Queryable, cases: readonly StoredCase[]): Promise<number> {
  const { rowCount } = await db.query(
    `update cases c
        set version = n.version, source_id = n.source_id, region = n.region, department = n.department, item = n.item,
            channel = n.channel, parent_case = n.parent_case, stage = n.stage, outcome = n.outcome, round = n.round,
            historical = n.historical, submitted_at = n.submitted_at, received_at = n.received_at,
            accepted_at = n.accepted_at, concluded_at = n.concluded_at, promised_due_at = n.promised_due_at,
            statutory_due_at = n.statutory_due_at, provisional_due = n.provisional_due,
            item_revision = n.item_revision, calendar = n.calendar, calendar_revision = n.calendar_revision,
            first_event_at = n.first_event_at, last_event_at = n.last_event_at, state = n.state,
            next_check_at = n.next_check_at
       from json_to_recordset($1::json) as n (
            case_id text, version integer, source_id integer, region text, department text, item text, channel text,
            parent_case text, stage text, outcome text, round integer, historical boolean, submitted_at timestamptz,
            received_at timestamptz, accepted_at timestamptz, concluded_at timestamptz, promised_due_at timestamptz,
            statutory_due_at timestamptz, provisional_due boolean, item_revision integer, calendar text,
            calendar_revision integer, first_event_at timestamptz, last_event_at timestamptz, state json,
            next_check_at timestamptz)
      where c.case_id = n.case_id and c.version = n.version - 1`,
    [JSON.stringify(cases.map(jsonRow))],
  );
  return rowCount ?? 0;
}

const at = (instant: Instant | null): string | null =>
  instant === null ? null : new Date(instant).toISOString();

/** Absent members come out as null. */
function jsonRow({ version, state, facts, nextCheckAt }: StoredCase): Record<string, unknown> {
  return {
    case_id: facts.caseId,
    version,
    source_id: facts.sourceId,
    region: facts.region ?? undefined,
    department: facts.department ?? undefined,
    item: facts.item ?? undefined,
    channel: facts.channel ?? undefined,
    parent_case: facts.parentCase ?? undefined,
    stage: facts.stage,
    outcome: facts.outcome ?? undefined,
    round: facts.round,
    historical: facts.historical,
    submitted_at: at(facts.submittedAt) ?? undefined,
    received_at: at(facts.receivedAt) ?? undefined,
    accepted_at: at(facts.acceptedAt) ?? undefined,
    concluded_at: at(facts.concludedAt) ?? undefined,
    promised_due_at: at(facts.promisedDueAt) ?? undefined,
    statutory_due_at: at(facts.statutoryDueAt) ?? undefined,
    provisional_due: facts.provisionalDue,
    item_revision: facts.itemRevision ?? undefined,
    calendar: facts.calendar ?? undefined,
    calendar_revision: facts.calendarRevision ?? undefined,
    first_event_at: at(facts.firstEventAt),
    last_event_at: at(facts.lastEventAt),
    state,
    next_check_at: at(nextCheckAt) ?? undefined,
  };
}
