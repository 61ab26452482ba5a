import { reportOf, type Body } from './body.ts';
import type { Paper } from './paper.ts';
import { opening } from './sections/opening.ts';
import { silentSources } from './sections/silentSources.ts';
import { openWork, workLists } from './sections/workLists.ts';

/** 周调度: what every department has to do. */
export function weeklyDispatch(paper: Paper): Body {
  return reportOf(paper, {
    opening: opening(paper),
    sections: [openWork(paper), workLists(paper), silentSources(paper)],
    annexes: [],
  });
}
