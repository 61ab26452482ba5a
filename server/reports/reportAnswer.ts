import { appealedKinds } from '#contract/reports/reportKind';
import type { Appeal } from '#contract/reports/appealSchema';
import type { FigureDifference, Report, ReportAction } from '#contract/reports/reportSchema';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { permitted } from '../access/permissions.ts';
import { instantText, instantTextOrNull } from '../http/instantText.ts';
import type { Actor } from './actions/actor.ts';
import { workdaysLeft } from './actions/officeCalendar.ts';
import { officeDay } from './actions/orderReport.ts';
import { takenEarly } from './actions/takenEarly.ts';
import { numberedOf } from './documentSetting.ts';
import { isOwnReport, sightOf, type Reach } from './reach.ts';
import type { AppealRow } from './store/appealStore.ts';
import type { ReportRow, StoredDifference } from './store/reportRow.ts';

/** A report as it is answered to somebody, with what they may do. */
export function reportAnswer(row: ReportRow, actor: Actor, reach: Reach): Report {
  const { catalogue, now } = actor;
  return {
    reportId: String(row.reportId),
    kind: row.kind,
    period: { period: row.period, from: row.from, to: row.to },
    scope: placeOf(row, catalogue),
    language: row.language,
    status: row.status,
    version: row.version,
    work: isWorkedOn(row)
      ? { aim: row.issueAskedBy === null ? 'draft' : 'issue', phase: row.phase, progress: row.progress }
      : null,
    // words of the machinery, for those who may do something about them
    error: isOwnReport(reach, row) ? row.error : null,
    number: numberedOf(row),
    askedBy: row.askedBy,
    askedAt: instantText(row.askedAt),
    draftedAt: instantTextOrNull(row.draftedAt),
    appealsUntil: instantTextOrNull(row.appealsUntil),
    appealDaysLeft: row.appealsUntil === null ? null : workdaysLeft(catalogue, now, row.appealsUntil),
    appeals: row.appeals,
    issuedAt: instantTextOrNull(row.issuedAt),
    issuedBy: row.issuedBy,
    sha256: row.sha256,
    files: row.files,
    may: actionsOf(row, actor, reach),
  };
}

export const isWorkedOn = ({ status, issueAskedBy }: Pick<ReportRow, 'status' | 'issueAskedBy'>): boolean =>
  status === 'queued' || status === 'running' || issueAskedBy !== null;

export function placeOf(
  { scopeBy: by, scopeCode: code }: Pick<ReportRow, 'scopeBy' | 'scopeCode'>,
  catalogue: Pick<Catalogue, 'region' | 'department'>,
): Report['scope'] {
  return { by, code, name: by === 'city' ? '' : (catalogue[by](code)?.name ?? code) };
}

function actionsOf(row: ReportRow, { account, catalogue, now }: Actor, reach: Reach): ReportAction[] {
  const is = (roles: readonly string[]): boolean => roles.includes(account.role);
  const { status, kind } = row;
  const own = isOwnReport(reach, row);
  const [working, appealed] = [isWorkedOn(row), appealedKinds.has(kind)];
  const over = row.to < officeDay(catalogue, now);
  const issues = own && is(permitted.issueReports) && !working;
  const may: Record<ReportAction, boolean> = {
    cancel: own && is(permitted.orderReports) && working,
    order: own && is(permitted.orderReports) && !working && ['draft', 'failed', 'cancelled'].includes(status),
    'open-appeals': issues && appealed && over && status === 'draft' && !takenEarly(row, catalogue),
    appeal:
      is(permitted.appealReports) &&
      !reach.all &&
      sightOf(row, reach) !== 'none' &&
      status === 'appealing' &&
      !working &&
      (row.appealsUntil ?? 0) > now,
    'decide-appeal': issues && status === 'appealing' && row.appeals.open > 0,
    issue: issues && over && row.appeals.open === 0 && status === (appealed ? 'appealing' : 'draft'),
  };
  return (Object.keys(may) as ReportAction[]).filter((action) => may[action]);
}

export const appealAnswer = (
  row: AppealRow,
  catalogue: Pick<Catalogue, 'region' | 'department'>,
): Appeal => ({
  ...row,
  name: catalogue[row.by](row.code)?.name ?? row.code,
  appealedAt: instantText(row.appealedAt),
  decidedAt: instantTextOrNull(row.decidedAt),
});

export const differenceAnswer = (
  difference: StoredDifference,
  catalogue: Pick<Catalogue, 'region' | 'department' | 'newestItem'>,
): FigureDifference => ({ ...difference, name: nameOf(difference, catalogue) });

function nameOf(
  { by, code }: Pick<StoredDifference, 'by' | 'code'>,
  catalogue: Pick<Catalogue, 'region' | 'department' | 'newestItem'>,
): string {
  if (by === 'region' || by === 'department') return catalogue[by](code)?.name ?? code;
  return by === 'item' ? (catalogue.newestItem(code)?.name ?? code) : code;
}
