import type { Block, ReportDocument } from '#contract/reports/reportDocument';
import type { Annex } from './annex.ts';
import { numberAnnexes } from './annex.ts';
import type { Paper } from './paper.ts';
import { numberCaptions, numberSections, type Section } from './section.ts';

export type Body = Pick<ReportDocument, 'blocks' | 'annexes'>;
export type AnnexName = ReturnType<typeof numberAnnexes>['annexName'];

/** Chapters, tables, charts and annexes under their numbers. Chapters may point at annexes by name. */
export function reportOf(
  { tongue: { language } }: Paper,
  parts: {
    opening: readonly Block[];
    sections: readonly (Section | null)[] | ((annexName: AnnexName) => readonly (Section | null)[]);
    annexes: readonly (Annex | null)[];
  },
): Body {
  const { annexes, annexName } = numberAnnexes(parts.annexes, language);
  const sections = typeof parts.sections === 'function' ? parts.sections(annexName) : parts.sections;
  return {
    blocks: numberCaptions([...parts.opening, ...numberSections(sections, language)], language),
    annexes,
  };
}
