import type { ReportDocument } from '#contract/reports/reportDocument';
import type { ReportKind } from '#contract/reports/reportKind';
import type { ReportSnapshot } from '#contract/reports/snapshot';
import { guardLanguage } from '../language/guardLanguage.ts';
import { annualEvaluation } from './annualEvaluation.ts';
import type { Body } from './body.ts';
import { dailyScan } from './dailyScan.ts';
import { frameOf } from './frame.ts';
import { guardFigures } from './guardFigures.ts';
import { imprint } from './imprint.ts';
import { monthlyBulletin } from './monthlyBulletin.ts';
import { paperOf, type DocumentSetting, type Paper } from './paper.ts';
import { quarterlyAnalysis } from './quarterlyAnalysis.ts';
import { refuseFaults } from './refuseFaults.ts';
import { weeklyDispatch } from './weeklyDispatch.ts';

const bodies: Readonly<Record<ReportKind, (paper: Paper) => Body>> = {
  daily_scan: dailyScan,
  weekly_dispatch: weeklyDispatch,
  monthly_bulletin: monthlyBulletin,
  quarterly_analysis: quarterlyAnalysis,
  annual_evaluation: annualEvaluation,
};

/**
 * A report in words, tables and charts: the same for every file format. Pure.
 * @throws Problem where its words would not fit its figures
 */
export function documentOf(snapshot: ReportSnapshot, setting: DocumentSetting): ReportDocument {
  const paper = paperOf(snapshot, setting);
  const document: ReportDocument = {
    language: setting.language,
    ...frameOf(paper),
    ...bodies[snapshot.kind](paper),
    imprint: imprint(paper),
  };
  refuseFaults([...guardLanguage(document), ...guardFigures(document, snapshot)]);
  return document;
}
