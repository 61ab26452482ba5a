import type { Pool } from 'pg';
import type { Outcome } from '#contract/caseEvent';
import type { FlagStatus, RuleId, Severity } from '#contract/rule';
import type { Instant } from '#contract/time';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { importCatalogue } from '../catalogue/importCatalogue.ts';
import { loadCatalogue } from '../catalogue/loadCatalogue.ts';
import { inTransaction } from '../db/transaction.ts';

/**
 * A small city for tests of reading: two districts, one with a town below it, and a zone over both; offices of two
 * kinds, one with a section below it.
 */
const document = {
  regions: [
    { code: 'C', name: '市', kind: 'city' },
    { code: 'A', name: '甲区', parent: 'C', order: 1 },
    { code: 'A1', name: '甲镇', parent: 'A', order: 2 },
    { code: 'B', name: '乙区', parent: 'C', order: 3 },
    { code: 'Z', name: '新区', parent: 'C', kind: 'zone', overlaps: ['A', 'B'], order: 4 },
  ],
  departmentKinds: [
    { code: 'housing', name: '住建', shortName: '住建', order: 1 },
    { code: 'police', name: '公安', shortName: '公安', order: 2 },
  ],
  departments: [
    { code: 'A-H', name: '甲区住建', region: 'A', kind: 'housing' },
    { code: 'A-H-1', name: '甲区住建一科', region: 'A1', kind: 'housing', parent: 'A-H' },
    { code: 'A-P', name: '甲区公安', region: 'A', kind: 'police' },
    { code: 'B-H', name: '乙区住建', region: 'B', kind: 'housing' },
    { code: 'Z-O', name: '新区审批局', region: 'Z' },
  ],
  items: [{ code: 'permit', name: '施工许可', type: '01', handling: 'promised' }],
};

export const readingRegions = ['A', 'A1', 'B', 'Z'];
export const readingDepartments = ['A-H', 'A-H-1', 'A-P', 'B-H', 'Z-O'];

export async function readingCity(pool: Pool, now: Instant): Promise<Catalogue> {
  const imported = await inTransaction(pool, (db) => importCatalogue(db, document, { actor: 'test' }, now));
  if (!imported.ok) throw new Error(JSON.stringify(imported.faults));
  return loadCatalogue(pool, 'Asia/Shanghai');
}

export interface CaseGiven {
  id: string;
  at: Instant;
  region?: string | null;
  department?: string | null;
  namespace?: string;
  parent?: string;
  due?: Instant;
  lawDue?: Instant;
  concluded?: Instant;
  outcome?: Outcome;
  alert?: number;
  queries?: number;
}

/** Rows of `cases` as the fold would leave them, without events. */
export async function insertCases(pool: Pool, cases: readonly CaseGiven[]): Promise<void> {
  const rows = cases.map((given) => ({
    ...given,
    region: given.region === undefined ? 'A' : given.region,
    department: given.department === undefined ? 'A-H' : given.department,
    stage: given.concluded === undefined ? 'accepted' : 'concluded',
    namespace: given.namespace ?? '',
  }));
  await pool.query(
    `insert into cases (case_id, version, source_id, namespace, region, department, item, channel, parent_case, stage,
                        outcome, round, historical, submitted_at, concluded_at, promised_due_at, statutory_due_at,
                        first_event_at, last_event_at, alert, queries)
     select id, 1, 1, namespace, region, department, 'permit', 'web', parent, stage, outcome, 1, false,
            to_timestamp(at / 1000.0), to_timestamp(concluded / 1000.0), to_timestamp(due / 1000.0),
            to_timestamp("lawDue" / 1000.0), to_timestamp(at / 1000.0), to_timestamp(coalesce(concluded, at) / 1000.0),
            coalesce(alert, 0), coalesce(queries, 0)
       from json_to_recordset($1) as given (id text, at bigint, region text, department text, namespace text,
            parent text, due bigint, "lawDue" bigint, concluded bigint, stage text, outcome text, alert smallint,
            queries smallint)`,
    [JSON.stringify(rows)],
  );
}

export interface FlagGiven {
  caseId: string;
  rule: RuleId;
  at: Instant;
  severity?: Severity;
  status?: FlagStatus;
  region?: string | null;
  department?: string | null;
  ended?: Instant;
}

/** Rows of `flags` with their first transition; answers their ids in the order given. */
export async function insertFlags(pool: Pool, flags: readonly FlagGiven[]): Promise<number[]> {
  const ids: number[] = [];
  for (const flag of flags) {
    const { rows } = await pool.query<{ id: number }>(
      `with raised as (
         insert into flags (subject_kind, subject_id, rule, occurrence, severity, status, case_state, region, department,
                            item, occurred_at, raised_at, ended_at, rule_version, as_of, known_at, evidence)
         values ('case', $1, $2, 'e1', $3, $4, 'open', $5, $6, 'permit', $7, $7, $8, 1, $7, $7, '{"days": 2}')
         returning flag_id, severity, status
       ), noted as (
         insert into flag_transitions (flag_id, at, reason, to_status, to_severity, actor)
         select flag_id, $7, 'condition_met', status, severity, 'duban' from raised
       )
       select flag_id as id from raised`,
      [
        flag.caseId,
        flag.rule,
        flag.severity ?? 'yellow',
        flag.status ?? 'raised',
        flag.region === undefined ? 'A' : flag.region,
        flag.department === undefined ? 'A-H' : flag.department,
        new Date(flag.at),
        flag.ended === undefined ? null : new Date(flag.ended),
      ],
    );
    ids.push(rows[0]?.id ?? 0);
  }
  return ids;
}
