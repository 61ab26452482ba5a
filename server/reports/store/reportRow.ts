import type { ReportFormat, ReportKind, ReportStatus } from '#contract/reports/reportKind';
import type { FigureDifference, ReportPhase } from '#contract/reports/reportSchema';
import type { ReportScope } from '#contract/reports/snapshot';
import type { Instant, LocalDay } from '#contract/time';
import type { Language } from '#contract/wording/language';

/** A report without what it says. */
export interface ReportRow {
  reportId: number;
  kind: ReportKind;
  period: string;
  from: LocalDay;
  to: LocalDay;
  scopeBy: 'city' | 'region' | 'department';
  /** '': the city. */
  scopeCode: string;
  language: Language;
  status: ReportStatus;
  version: number;
  askedBy: string;
  askedAt: Instant;
  /** Not null: the job is to issue it. */
  issueAskedBy: string | null;
  phase: ReportPhase;
  progress: number;
  attempts: number;
  error: string | null;
  draftedAt: Instant | null;
  appealsUntil: Instant | null;
  numberYear: number | null;
  number: number | null;
  totalNumber: number | null;
  issuedAt: Instant | null;
  issuedBy: string | null;
  /** Of the final snapshot, or the draft's. */
  sha256: string | null;
  appeals: { open: number; accepted: number; rejected: number };
  files: {
    format: ReportFormat;
    language: Language;
    bytes: number;
    sha256: string;
    missing: string[];
  }[];
}

/** What `reports r` is read with. */
export const reportColumns = `r.report_id as "reportId", r.kind, r.period, r.period_from as "from", r.period_to as "to",
       r.scope_by as "scopeBy", r.scope_code as "scopeCode", r.language, r.status, r.version, r.asked_by as "askedBy",
       r.asked_at as "askedAt", r.issue_asked_by as "issueAskedBy", r.phase, r.progress, r.attempts, r.error,
       r.drafted_at as "draftedAt", r.appeals_until as "appealsUntil", r.number_year as "numberYear", r.number,
       r.total_number as "totalNumber", r.issued_at as "issuedAt", r.issued_by as "issuedBy",
       (select s.sha256 from report_snapshots s where s.report_id = r.report_id order by s.stage desc limit 1) as sha256,
       (select json_build_object('open', count(*) filter (where a.decision is null),
                                 'accepted', count(*) filter (where a.decision = 'accepted'),
                                 'rejected', count(*) filter (where a.decision = 'rejected'))
          from report_appeals a where a.report_id = r.report_id) as appeals,
       (select coalesce(json_agg(json_build_object('format', f.format, 'language', f.language, 'bytes', f.bytes,
                                                   'sha256', f.sha256, 'missing', f.missing)
                                 order by f.format, f.language), '[]')
          from report_files f where f.report_id = r.report_id) as files`;

export type StoredDifference = Omit<FigureDifference, 'name'>;

export const scopeOfRow = ({ scopeBy, scopeCode }: Pick<ReportRow, 'scopeBy' | 'scopeCode'>): ReportScope =>
  scopeBy === 'city' ? { by: 'city' } : { by: scopeBy, code: scopeCode };

export const codeOfScope = (scope: ReportScope): string => (scope.by === 'city' ? '' : scope.code);
