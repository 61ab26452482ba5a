import type { ReportDocument } from '#contract/reports/reportDocument';
import { numberAnnexes } from './annex.ts';
import { definitions } from './annexes/definitions.ts';
import { rankingAnnex } from './annexes/rankingAnnex.ts';
import type { Paper } from './paper.ts';
import { numberCaptions, numberSections } from './section.ts';
import { lists } from './sections/lists.ts';
import { opening } from './sections/opening.ts';
import { rankingSection } from './sections/rankingSection.ts';

/** 月通报: what every head of a department is sent. */
export function monthlyBulletin(paper: Paper): Pick<ReportDocument, 'blocks' | 'annexes'> {
  const { language } = paper.tongue;
  const { annexes, annexName } = numberAnnexes(
    [rankingAnnex(paper, 'region'), rankingAnnex(paper, 'department'), definitions(paper)],
    language,
  );
  const sections = [
    rankingSection(paper, 'region', annexName),
    rankingSection(paper, 'department', annexName),
    lists(paper),
  ];
  return {
    blocks: numberCaptions([...opening(paper), ...numberSections(sections, language)], language),
    annexes,
  };
}
