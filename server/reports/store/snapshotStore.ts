import type { ReportKind } from '#contract/reports/reportKind';
import type { ReportScope, ReportSnapshot, ScoreSet } from '#contract/reports/snapshot';
import type { Instant } from '#contract/time';
import type { Queryable } from '../../db/queryable.ts';
import { codeOfScope } from './reportRow.ts';

export type SnapshotStage = 'draft' | 'final';

export interface StoredSnapshot {
  stage: SnapshotStage;
  takenAt: Instant;
  /** JSON of a ReportSnapshot. */
  document: string;
  sha256: string;
}

/** A draft's is replaced when it is taken anew. */
export async function saveSnapshot(
  db: Queryable,
  reportId: number,
  { stage, takenAt, document, sha256 }: StoredSnapshot,
): Promise<void> {
  await db.query(
    `insert into report_snapshots (report_id, stage, taken_at, document, sha256) values ($1, $2, $3, $4, $5)
     on conflict (report_id, stage) do update
        set taken_at = excluded.taken_at, document = excluded.document, sha256 = excluded.sha256`,
    [reportId, stage, new Date(takenAt), document, sha256],
  );
}

/** The final one, or the draft's while there is none. */
export async function newestSnapshot(db: Queryable, reportId: number): Promise<StoredSnapshot | undefined> {
  const { rows } = await db.query<StoredSnapshot>(
    `select stage, taken_at as "takenAt", document, sha256
       from report_snapshots where report_id = $1 order by stage desc limit 1`,
    [reportId],
  );
  return rows[0];
}

/** The scores of the city's annual evaluation that was issued; of a snapshot of megabytes they are a small part. */
export async function issuedScores(
  db: Queryable,
  year: string,
): Promise<{ reportId: number; issuedAt: Instant; sha256: string; scores: ScoreSet[] } | undefined> {
  const { rows } = await db.query<{
    reportId: number;
    issuedAt: Instant;
    sha256: string;
    scores: ScoreSet | null;
    departmentScores: ScoreSet | null;
  }>(
    `select r.report_id as "reportId", r.issued_at as "issuedAt", s.sha256, s.document::json -> 'scores' as scores,
            s.document::json -> 'departmentScores' as "departmentScores"
       from reports r join report_snapshots s on s.report_id = r.report_id and s.stage = 'final'
      where r.kind = 'annual_evaluation' and r.period = $1 and r.scope_by = 'city' and r.status = 'issued'`,
    [year],
  );
  const [row] = rows;
  if (row === undefined) return undefined;
  const { scores, departmentScores, ...report } = row;
  return { ...report, scores: [scores, departmentScores].filter((set) => set !== null) };
}

/** What was issued of a period; null: nothing was. */
export async function issuedSnapshot(
  db: Queryable,
  kind: ReportKind,
  period: string,
  scope: ReportScope,
): Promise<{ reportId: string; snapshot: ReportSnapshot } | null> {
  const { rows } = await db.query<{ reportId: number; document: string }>(
    `select r.report_id as "reportId", s.document
       from reports r join report_snapshots s on s.report_id = r.report_id and s.stage = 'final'
      where r.kind = $1 and r.period = $2 and r.scope_by = $3 and r.scope_code = $4 and r.status = 'issued'`,
    [kind, period, scope.by, codeOfScope(scope)],
  );
  const [row] = rows;
  if (row === undefined) return null;
  const snapshot: ReportSnapshot = JSON.parse(row.document);
  return { reportId: String(row.reportId), snapshot };
}
