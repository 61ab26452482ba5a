import type { FigureRef, ReportDocument } from '#contract/reports/reportDocument';
import type { ReportFormat, ReportKind } from '#contract/reports/reportKind';
import type { Appeal, AppealDecision, NewAppeal } from '#contract/reports/appealSchema';
import type { FigureCases } from '#contract/reports/figureCasesSchema';
import type { FigureDifference, Report, ReportList, WholeReport } from '#contract/reports/reportSchema';
import type { ReportTemplate } from '#contract/reports/reportSetupSchema';
import { request } from './request.ts';

export type { Appeal, FigureCases, FigureDifference, Report, ReportList, ReportTemplate, WholeReport };
export type FigurePart = 'n' | 'hits' | 'missed' | 'excluded';
export type ReportLanguage = Report['language'];

/** What to make; the whole scope of the caller where it names none. */
export interface ReportOrder {
  kind: ReportKind;
  period: string;
  scope: { by: 'city' } | { by: 'region' | 'department'; code: string };
  language: ReportLanguage;
}

const path = (reportId: string) => `/reports/${encodeURIComponent(reportId)}`;

/** @param query parameters of `GET /api/v1/reports`; newest first, within the caller's scope */
export function listReports(query: Readonly<Record<string, string>>): Promise<ReportList> {
  return request('GET', `/reports?${new URLSearchParams(query)}`);
}

export function getReport(reportId: string): Promise<WholeReport> {
  return request('GET', path(reportId));
}

/** The one that is there already, where there is one; `again` has the figures of a draft taken anew. */
export function orderReport(order: ReportOrder & { again?: boolean }): Promise<Report> {
  return request('POST', '/reports', order);
}

export function getReportDocument(reportId: string, language: ReportLanguage): Promise<ReportDocument> {
  return request('GET', `${path(reportId)}/document?${new URLSearchParams({ language })}`);
}

/** Ends the work on it. */
export function cancelReport(reportId: string): Promise<WholeReport> {
  return request('POST', `${path(reportId)}:cancel`);
}

export function openAppeals({ reportId, version }: Report, days: number): Promise<WholeReport> {
  return request('POST', `${path(reportId)}:open-appeals`, { days }, version);
}

export function appealFigure(reportId: string, appeal: NewAppeal): Promise<WholeReport> {
  return request('POST', `${path(reportId)}:appeal`, appeal);
}

export function decideAppeal(reportId: string, decision: AppealDecision): Promise<WholeReport> {
  return request('POST', `${path(reportId)}:decide-appeal`, decision);
}

/** @param reason why before the appeal window is over; empty when it is over */
export function issueReport({ reportId, version }: Report, reason: string): Promise<WholeReport> {
  return request('POST', `${path(reportId)}:issue`, reason === '' ? {} : { reason }, version);
}

/** The cases behind a figure as they are known now, beside what the report says. */
export function getFigureCases(
  reportId: string,
  { by, code, indicator }: FigureRef,
  part: FigurePart,
  cursor: string | null,
): Promise<FigureCases> {
  const query = new URLSearchParams({ part, ...(cursor ? { cursor } : {}) });
  const figure = [by, code || '-', indicator].map(encodeURIComponent).join('/');
  return request('GET', `${path(reportId)}/figures/${figure}/cases?${query}`);
}

export function reportFileUrl(
  { reportId }: Pick<Report, 'reportId'>,
  format: ReportFormat,
  language: ReportLanguage,
  template?: number,
): string {
  const query = new URLSearchParams({ format, language, ...(template ? { template: `${template}` } : {}) });
  return `/api/v1${path(reportId)}?${query}`;
}
