import type { Ranking } from '#contract/reports/snapshot';
import type { Paper } from './paper.ts';

const sums = {
  zh: { region: '全市各区县合计', department: '全市各部门合计' },
  en: { region: 'all regions of the city', department: 'all departments of the city' },
};

/**
 * What the line through a ranking's picture is called: the place itself where it is its own rate. A report of a part is
 * measured by the city's, and departments count the children of joint cases, so that all of them together may have another.
 */
export function wholeLabel(paper: Paper, { by, indicator, whole }: Ranking): string {
  const own = paper.figure('all', '', indicator)?.now.value;
  return own === whole.value ? paper.place.replace(/^the /, '') : sums[paper.tongue.language][by];
}
