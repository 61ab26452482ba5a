import type { ReportDocument } from '#contract/reports/reportDocument';
import type { ReportSnapshot } from '#contract/reports/snapshot';
import { frameOf } from './frame.ts';
import { imprint } from './imprint.ts';
import { monthlyBulletin } from './monthlyBulletin.ts';
import { paperOf, type DocumentSetting } from './paper.ts';

/** A report in words, tables and charts: the same for every file format. Pure. */
export function documentOf(snapshot: ReportSnapshot, setting: DocumentSetting): ReportDocument {
  const paper = paperOf(snapshot, setting);
  return {
    language: setting.language,
    ...frameOf(paper),
    ...monthlyBulletin(paper),
    imprint: imprint(paper),
  };
}
