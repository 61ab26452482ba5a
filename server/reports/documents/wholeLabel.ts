import type { Ranking } from '#contract/reports/snapshot';
import type { Paper } from './paper.ts';

const sums = {
  zh: { region: '各区县合计', department: '各部门合计' },
  en: { region: 'all regions', department: 'all departments' },
};

/**
 * What the line through a ranking's picture is called: the place itself where it is its own rate. Departments count the
 * children of joint cases, so that all of them together may have another.
 */
export function wholeLabel(paper: Paper, { by, indicator, whole }: Ranking): string {
  const own = paper.figure('all', '', indicator)?.now.value;
  return own === whole.value ? paper.place.replace(/^the /, '') : sums[paper.tongue.language][by];
}
