/** 日扫描 周调度 月通报 季分析 年考评. */
export const reportKinds = [
  'daily_scan',
  'weekly_dispatch',
  'monthly_bulletin',
  'quarterly_analysis',
  'annual_evaluation',
] as const;
export type ReportKind = (typeof reportKinds)[number];

/** Kinds that rank or score: heads of departments see them before they are issued, and may appeal. */
export const appealedKinds: ReadonlySet<ReportKind> = new Set(['monthly_bulletin', 'annual_evaluation']);

export const reportFormats = ['docx', 'xlsx', 'pdf', 'html', 'csv', 'json'] as const;
export type ReportFormat = (typeof reportFormats)[number];

/**
 * queued → running → draft → appealing → issued; kinds that nobody appeals go from running to issued.
 * Ends: issued, failed, cancelled.
 */
export const reportStatuses = [
  'queued',
  'running',
  'draft',
  'appealing',
  'issued',
  'failed',
  'cancelled',
] as const;
export type ReportStatus = (typeof reportStatuses)[number];
