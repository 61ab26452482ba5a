import type { ReportKind } from '#contract/reports/reportKind';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import type { ReportRow } from '../store/reportRow.ts';

const kindNames: Readonly<Record<ReportKind, { zh: string; en: string }>> = {
  daily_scan: { zh: '日扫描', en: 'daily scan' },
  weekly_dispatch: { zh: '周调度', en: 'weekly dispatch' },
  monthly_bulletin: { zh: '月通报', en: 'monthly bulletin' },
  quarterly_analysis: { zh: '季分析', en: 'quarterly analysis' },
  annual_evaluation: { zh: '年考评', en: 'annual evaluation' },
};

/** `2026-10全市月通报`, as messages say it. */
export function reportName(
  { kind, period, scopeBy, scopeCode }: Pick<ReportRow, 'kind' | 'period' | 'scopeBy' | 'scopeCode'>,
  catalogue: Pick<Catalogue, 'region' | 'department'>,
): { zh: string; en: string } {
  const place = scopeBy === 'city' ? '' : (catalogue[scopeBy](scopeCode)?.name ?? scopeCode);
  const { zh, en } = kindNames[kind];
  return {
    zh: `${period}${place === '' ? '全市' : place}${zh}`,
    en: `${en} of ${period}${place === '' ? '' : ` (${place})`}`,
  };
}
