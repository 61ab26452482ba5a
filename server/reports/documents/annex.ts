import type { Block, ReportDocument } from '#contract/reports/reportDocument';
import type { Language } from '#contract/wording/language';

export type AnnexId =
  | 'regions'
  | 'departments'
  | 'regionFigures'
  | 'departmentFigures'
  | 'items'
  | 'itemTypes'
  | 'levels'
  | 'regionRatings'
  | 'departmentRatings'
  | 'definitions'
  | 'lostPoints'
  | 'departmentLostPoints'
  | 'adjustments'
  | 'corrections';

export interface Annex {
  id: AnnexId;
  blocks: readonly Block[];
}

/** The annexes that a report has, in order, and by which number its text points at them. */
export function numberAnnexes(
  annexes: readonly (Annex | null)[],
  language: Language,
): { annexes: ReportDocument['annexes']; annexName: (id: AnnexId) => string } {
  const had = annexes.filter((annex) => annex !== null);
  const nameAt = (i: number): string => (language === 'zh' ? `附表${i + 1}` : `Annex ${i + 1}`);
  return {
    annexes: had.map(({ blocks }, i) => ({ title: nameAt(i), blocks })),
    annexName: (id) => nameAt(had.findIndex((annex) => annex.id === id)),
  };
}
