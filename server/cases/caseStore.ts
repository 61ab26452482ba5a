import type { PoolClient } from 'pg';
import type { CaseEvent } from '#contract/caseEvent';
import { Problem } from '#contract/problem';
import type { Instant } from '#contract/time';
import type { CaseFacts } from '../domain/cases/caseFacts.ts';
import type { CaseState } from '../domain/cases/caseState.ts';
import { joined, type Kinship } from '../domain/cases/kinship.ts';
import { foldCase } from '../domain/cases/foldCase.ts';
import { copyInstant, copyRows, copyText } from '../db/copyRows.ts';
import type { Queryable } from '../db/queryable.ts';
import { eventsOfCases, type CaseSpan } from './caseHistory.ts';
import { flagColumn, numberColumn, textColumn } from '../db/textColumn.ts';

/** A row of `cases`. `version` grows with every writer; `alert`, `queries`, `nextCheckAt` are the flag job's. */
export interface CaseRow {
  version: number;
  facts: CaseFacts;
  alert: number;
  queries: number;
  nextCheckAt: Instant | null;
  /** As followFamilies left it; null without relatives. */
  kin: Kinship | null;
}

/** A case and the fold of its events joined with its relatives', which is stored nowhere: what the events say needs no second place. */
export interface StoredCase extends CaseRow {
  state: CaseState;
}

export interface Loading {
  /** What this process remembers of a case: spares reading its events, if the stored version is still the same. */
  remembered?: ((caseId: string) => StoredCase | undefined) | undefined;
  /** Hears of rows that no fold can be made of; without it loading throws. */
  onDamaged?: (caseId: string, error: unknown) => void;
}

/** These cases, without locking them, folded from their events; those not stored are missing. */
export async function loadCases(
  db: Queryable,
  caseIds: readonly string[],
  loading: Loading = {},
): Promise<StoredCase[]> {
  return foldRows(db, await loadRows(db, caseIds), loading);
}

/** The same of rows that are read already. */
export async function foldRows(
  db: Queryable,
  rows: readonly CaseRow[],
  { remembered, onDamaged }: Loading = {},
): Promise<StoredCase[]> {
  const cases = new Map<string, StoredCase>();
  const unread: CaseRow[] = [];
  for (const row of rows) {
    const own = remembered?.(row.facts.caseId);
    if (own?.version === row.version) cases.set(row.facts.caseId, { ...row, state: own.state });
    else unread.push(row);
  }
  const histories = unread.length === 0 ? undefined : await eventsOfCases(db, unread.map(spanOfRow));
  for (const row of unread) {
    const { caseId, namespace } = row.facts;
    try {
      const state = foldStored(caseId, histories?.get(caseId) ?? [], namespace);
      cases.set(caseId, { ...row, state: joined(state, row.kin ?? undefined) });
    } catch (error) {
      if (!onDamaged) throw error;
      onDamaged(caseId, error);
    }
  }
  return [...cases.values()];
}

function foldStored(caseId: string, events: readonly CaseEvent[], namespace: string): CaseState {
  if (events.length > 0) return foldCase(events, namespace);
  throw new Problem('internal', `The case ${caseId} has no events; duban rebuild mends it.`);
}

/** The bounds of a case's events. */
export const spanOfRow = ({ facts }: Pick<CaseRow, 'facts'>): CaseSpan => ({
  caseId: facts.caseId,
  from: facts.firstEventAt,
  to: facts.lastEventAt,
});

/** The columns of a row, as FlatRow names them. */
export const rowColumns = `version, alert, queries, next_check_at as "nextCheckAt",
            case_id as "caseId", namespace, source_id as "sourceId", region, department, item, channel,
            parent_case as "parentCase", stage, outcome, round, historical,
            submitted_at as "submittedAt", received_at as "receivedAt", accepted_at as "acceptedAt",
            concluded_at as "concludedAt", promised_due_at as "promisedDueAt", statutory_due_at as "statutoryDueAt",
            provisional_due as "provisionalDue", item_revision as "itemRevision", calendar,
            calendar_revision as "calendarRevision", first_event_at as "firstEventAt", last_event_at as "lastEventAt",
            handling_ms as "handlingMs", array_to_string(marks, ',') as marks, bad_ratings::text as "badRatings", kin`;

/** The rows of these cases as they are stored. */
export async function loadRows(db: Queryable, caseIds: readonly string[]): Promise<CaseRow[]> {
  const { rows } = await db.query<FlatRow>(
    `select ${rowColumns} from cases where case_id = any($1::text[])`,
    [caseIds],
  );
  return rows.map(toCaseRow);
}

export type FlatRow = CaseFacts & Omit<CaseRow, 'facts'>;

export function toCaseRow({ version, alert, queries, nextCheckAt, kin, ...facts }: FlatRow): CaseRow {
  return { version, alert, queries, nextCheckAt, kin, facts };
}

/**
 * Inserts new cases, sorted by case id.
 * @throws the database's 23505 when another writer was first with one of them
 */
export function insertCases(client: PoolClient, cases: readonly CaseRow[]): Promise<number> {
  const lines = cases.map(copyLine);
  return copyRows(
    client,
    `copy cases (case_id, version, source_id, namespace, region, department, item, channel, parent_case, stage,
                 outcome, round, historical, submitted_at, received_at, accepted_at, concluded_at, promised_due_at,
                 statutory_due_at, provisional_due, item_revision, calendar, calendar_revision, first_event_at,
                 last_event_at, next_check_at, alert, queries, marks, handling_ms, bad_ratings) from stdin`,
    lines,
  );
}

function copyLine({ facts, ...row }: CaseRow): string {
  return (
    `${copyText(facts.caseId)}\t${row.version}\t${facts.sourceId}\t${copyText(facts.namespace)}\t` +
    `${copyText(facts.region)}\t${copyText(facts.department)}\t${copyText(facts.item)}\t${copyText(facts.channel)}\t` +
    `${copyText(facts.parentCase)}\t${facts.stage}\t${facts.outcome ?? '\\N'}\t${facts.round}\t${facts.historical}\t` +
    `${copyInstant(facts.submittedAt)}\t${copyInstant(facts.receivedAt)}\t${copyInstant(facts.acceptedAt)}\t` +
    `${copyInstant(facts.concludedAt)}\t${copyInstant(facts.promisedDueAt)}\t${copyInstant(facts.statutoryDueAt)}\t` +
    `${facts.provisionalDue}\t${facts.itemRevision ?? '\\N'}\t${copyText(facts.calendar)}\t` +
    `${facts.calendarRevision ?? '\\N'}\t${copyInstant(facts.firstEventAt)}\t${copyInstant(facts.lastEventAt)}\t` +
    `${copyInstant(row.nextCheckAt)}\t${row.alert}\t${row.queries}\t${facts.marks === null ? '\\N' : `{${facts.marks}}`}\t` +
    `${facts.handlingMs ?? '\\N'}\t${copyText(facts.badRatings)}\n`
  );
}

/**
 * Replaces cases, sorted by case id, whose stored version is still one less than the given; `alert` and `queries`
 * stay as they are.
 * @returns how many were replaced: fewer than given means that another writer was first
 */
export async function updateCases(db: Queryable, cases: readonly CaseRow[]): Promise<number> {
  const { rowCount } = await db.query(
    {
      name: 'update cases',
      text: `update cases c
        set version = n.version, source_id = n.source_id, region = n.region, department = n.department, item = n.item,
            channel = n.channel, parent_case = n.parent_case, stage = n.stage, outcome = n.outcome, round = n.round,
            historical = n.historical, submitted_at = to_timestamp(n.submitted / 1000.0::float8),
            received_at = to_timestamp(n.received / 1000.0::float8),
            accepted_at = to_timestamp(n.accepted / 1000.0::float8),
            concluded_at = to_timestamp(n.concluded / 1000.0::float8),
            promised_due_at = to_timestamp(n.promised_due / 1000.0::float8),
            statutory_due_at = to_timestamp(n.statutory_due / 1000.0::float8), provisional_due = n.provisional_due,
            item_revision = n.item_revision, calendar = n.calendar, calendar_revision = n.calendar_revision,
            first_event_at = to_timestamp(n.first_event / 1000.0::float8),
            last_event_at = to_timestamp(n.last_event / 1000.0::float8),
            next_check_at = to_timestamp(n.next_check / 1000.0::float8), marks = string_to_array(n.marks, ','),
            handling_ms = n.handling_ms, bad_ratings = n.bad_ratings::json
       from rows from (
            string_to_table($1, E'\n'), unnest($2::integer[]), unnest($3::integer[]),
            string_to_table($4, E'\n', E'\x01'), string_to_table($5, E'\n', E'\x01'),
            string_to_table($6, E'\n', E'\x01'), string_to_table($7, E'\n', E'\x01'),
            string_to_table($8, E'\n', E'\x01'), string_to_table($9, E'\n'), string_to_table($10, E'\n', E'\x01'),
            unnest($11::integer[]), unnest($12::boolean[]), unnest($13::bigint[]), unnest($14::bigint[]),
            unnest($15::bigint[]), unnest($16::bigint[]), unnest($17::bigint[]), unnest($18::bigint[]),
            unnest($19::boolean[]), unnest($20::integer[]), string_to_table($21, E'\n', E'\x01'),
            unnest($22::integer[]), unnest($23::bigint[]), unnest($24::bigint[]), unnest($25::bigint[]),
            string_to_table($26, E'\n', E'\x01'), unnest($27::bigint[]),
            string_to_table($28, E'\n', E'\x01'))
            as n (case_id, version, source_id, region, department, item, channel, parent_case, stage, outcome, round,
                  historical, submitted, received, accepted, concluded, promised_due, statutory_due, provisional_due,
                  item_revision, calendar, calendar_revision, first_event, last_event, next_check, marks,
                  handling_ms, bad_ratings)
      where c.case_id = n.case_id and c.version = n.version - 1`,
    },
    [
      textColumn(cases, ({ facts }) => facts.caseId),
      numberColumn(cases, ({ version }) => version),
      numberColumn(cases, ({ facts }) => facts.sourceId),
      textColumn(cases, ({ facts }) => facts.region),
      textColumn(cases, ({ facts }) => facts.department),
      textColumn(cases, ({ facts }) => facts.item),
      textColumn(cases, ({ facts }) => facts.channel),
      textColumn(cases, ({ facts }) => facts.parentCase),
      textColumn(cases, ({ facts }) => facts.stage),
      textColumn(cases, ({ facts }) => facts.outcome),
      numberColumn(cases, ({ facts }) => facts.round),
      flagColumn(cases, ({ facts }) => facts.historical),
      numberColumn(cases, ({ facts }) => facts.submittedAt),
      numberColumn(cases, ({ facts }) => facts.receivedAt),
      numberColumn(cases, ({ facts }) => facts.acceptedAt),
      numberColumn(cases, ({ facts }) => facts.concludedAt),
      numberColumn(cases, ({ facts }) => facts.promisedDueAt),
      numberColumn(cases, ({ facts }) => facts.statutoryDueAt),
      flagColumn(cases, ({ facts }) => facts.provisionalDue),
      numberColumn(cases, ({ facts }) => facts.itemRevision),
      textColumn(cases, ({ facts }) => facts.calendar),
      numberColumn(cases, ({ facts }) => facts.calendarRevision),
      numberColumn(cases, ({ facts }) => facts.firstEventAt),
      numberColumn(cases, ({ facts }) => facts.lastEventAt),
      numberColumn(cases, ({ nextCheckAt }) => nextCheckAt),
      textColumn(cases, ({ facts }) => facts.marks),
      numberColumn(cases, ({ facts }) => facts.handlingMs),
      textColumn(cases, ({ facts }) => facts.badRatings),
    ],
  );
  return rowCount ?? 0;
}
