import { definitions } from './annexes/definitions.ts';
import { groupFigures } from './annexes/groupFigures.ts';
import { rankingAnnex } from './annexes/rankingAnnex.ts';
import { unitFigures } from './annexes/unitFigures.ts';
import { reportOf, type Body } from './body.ts';
import type { Paper } from './paper.ts';
import { channels } from './sections/channels.ts';
import { corrections, correctionsAnnex } from './sections/corrections.ts';
import { dataQuality } from './sections/dataQuality.ts';
import { findings } from './sections/findings.ts';
import { followup } from './sections/followup.ts';
import { itemAdvice } from './sections/itemAdvice.ts';
import { lists } from './sections/lists.ts';
import { opening } from './sections/opening.ts';
import { rankingSection } from './sections/rankingSection.ts';
import { ratings } from './sections/ratings.ts';
import { speed } from './sections/speed.ts';
import { trends } from './sections/trends.ts';

/** 季分析: where it goes, why, and what could be promised otherwise. */
export function quarterlyAnalysis(paper: Paper): Body {
  return reportOf(paper, {
    opening: opening(paper),
    sections: (annexName) => [
      trends(paper),
      itemAdvice(paper),
      speed(paper),
      findings(paper),
      rankingSection(paper, 'region', annexName),
      rankingSection(paper, 'department', annexName),
      lists(paper),
      channels(paper),
      ratings(paper),
      followup(paper),
      dataQuality(paper),
      corrections(paper, annexName),
    ],
    annexes: [
      rankingAnnex(paper, 'region'),
      rankingAnnex(paper, 'department'),
      unitFigures(paper, 'department'),
      unitFigures(paper, 'item'),
      groupFigures(paper, 'itemType'),
      groupFigures(paper, 'level'),
      correctionsAnnex(paper),
      definitions(paper),
    ],
  });
}
