import { adjustments } from './annexes/adjustments.ts';
import { definitions } from './annexes/definitions.ts';
import { groupFigures } from './annexes/groupFigures.ts';
import { lostPoints } from './annexes/lostPoints.ts';
import { rankingAnnex } from './annexes/rankingAnnex.ts';
import { unitFigures } from './annexes/unitFigures.ts';
import { reportOf, type Body } from './body.ts';
import type { Paper } from './paper.ts';
import { corrections, correctionsAnnex } from './sections/corrections.ts';
import { dataQuality } from './sections/dataQuality.ts';
import { findings } from './sections/findings.ts';
import { followup } from './sections/followup.ts';
import { opening } from './sections/opening.ts';
import { ratings } from './sections/ratings.ts';
import { scoresSection } from './sections/scores.ts';
import { scoreTerms } from './sections/scoreTerms.ts';
import { speed } from './sections/speed.ts';
import { trends } from './sections/trends.ts';
import { typicalCases } from './sections/typicalCases.ts';

/** 年考评: scores with their evidence. */
export function annualEvaluation(paper: Paper): Body {
  return reportOf(paper, {
    opening: opening(paper),
    sections: (annexName) => [
      scoresSection(paper, paper.snapshot.scores),
      scoresSection(paper, paper.snapshot.departmentScores),
      scoreTerms(paper),
      trends(paper),
      findings(paper),
      typicalCases(paper),
      ratings(paper),
      followup(paper),
      dataQuality(paper),
      speed(paper),
      corrections(paper, annexName),
    ],
    annexes: [
      lostPoints(paper, paper.snapshot.scores),
      lostPoints(paper, paper.snapshot.departmentScores),
      adjustments(paper),
      rankingAnnex(paper, 'region'),
      rankingAnnex(paper, 'department'),
      unitFigures(paper, 'region'),
      unitFigures(paper, 'department'),
      groupFigures(paper, 'itemType'),
      groupFigures(paper, 'level'),
      correctionsAnnex(paper),
      definitions(paper),
    ],
  });
}
