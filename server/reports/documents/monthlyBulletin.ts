import { definitions } from './annexes/definitions.ts';
import { groupFigures } from './annexes/groupFigures.ts';
import { rankingAnnex } from './annexes/rankingAnnex.ts';
import { unitFigures } from './annexes/unitFigures.ts';
import { unitRatings } from './annexes/unitRatings.ts';
import { reportOf, type Body } from './body.ts';
import type { Paper } from './paper.ts';
import { channels } from './sections/channels.ts';
import { corrections, correctionsAnnex } from './sections/corrections.ts';
import { dataQuality } from './sections/dataQuality.ts';
import { findings } from './sections/findings.ts';
import { followup } from './sections/followup.ts';
import { lists } from './sections/lists.ts';
import { nextSteps } from './sections/nextSteps.ts';
import { opening } from './sections/opening.ts';
import { rankingSection } from './sections/rankingSection.ts';
import { ratings } from './sections/ratings.ts';
import { speed } from './sections/speed.ts';
import { trends } from './sections/trends.ts';
import { typicalCases } from './sections/typicalCases.ts';

/** 月通报: what every head of a department is sent. */
export function monthlyBulletin(paper: Paper): Body {
  return reportOf(paper, {
    opening: opening(paper),
    sections: (annexName) => [
      rankingSection(paper, 'region', annexName),
      rankingSection(paper, 'department', annexName),
      lists(paper),
      channels(paper),
      findings(paper),
      typicalCases(paper),
      ratings(paper),
      followup(paper),
      dataQuality(paper),
      speed(paper),
      trends(paper, ['concluded', 'onTimeRate']),
      corrections(paper, annexName),
      nextSteps(paper),
    ],
    annexes: [
      rankingAnnex(paper, 'region'),
      rankingAnnex(paper, 'department'),
      unitFigures(paper, 'region'),
      unitFigures(paper, 'department'),
      unitFigures(paper, 'item'),
      groupFigures(paper, 'itemType'),
      groupFigures(paper, 'level'),
      unitRatings(paper, 'region'),
      unitRatings(paper, 'department'),
      correctionsAnnex(paper),
      definitions(paper),
    ],
  });
}
