import { reportOf, type Body } from './body.ts';
import type { Paper } from './paper.ts';
import { findings } from './sections/findings.ts';
import { opening } from './sections/opening.ts';
import { silentSources } from './sections/silentSources.ts';
import { openWork } from './sections/workLists.ts';

/** 日扫描: what the day brought, and what nobody answered. */
export function dailyScan(paper: Paper): Body {
  return reportOf(paper, {
    opening: opening(paper),
    sections: [silentSources(paper), findings(paper), openWork(paper)],
    annexes: [],
  });
}
