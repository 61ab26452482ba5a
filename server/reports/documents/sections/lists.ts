import type { Block } from '#contract/reports/reportDocument';
import type { Ranking } from '#contract/reports/snapshot';
import type { Paper } from '../paper.ts';
import { say } from '../say.ts';
import { paragraph, type Section } from '../section.ts';
import { isRanked } from './rankingSection.ts';
import { funnelChart } from './funnel.ts';

const words = {
  zh: {
    title: '红榜和黑榜',
    rule: (noun: string) =>
      `按时办结率连续两${noun}高于漏斗图99.8%控制上限的列入红榜，连续两${noun}低于控制下限的列入黑榜；控制限按当期全市水平和各单位到期件数计算。在控制限以内的，名次先后没有显著差异，不据此表扬或者批评。`,
    noun: { day: '日', week: '周', month: '个月', quarter: '个季度', year: '年' },
    by: { region: '区县', department: '部门' },
    red: '红榜',
    black: '黑榜',
    names: (list: string, which: string, of: string, n: string) => `${which}（${of}）：${list}，共${n}。`,
    none: (which: string, of: string) => `${which}（${of}）：本期没有符合条件的单位。`,
  },
  en: {
    title: 'Red and black lists',
    rule: (noun: string) =>
      `A unit whose on-time rate lay above the upper 99.8% funnel limit in two ${noun} running is on the red list; below the lower one in both, on the black list. The limits follow from the city's rate and the cases due. Within them the order of ranks shows no significant difference, and calls for neither praise nor blame.`,
    noun: { day: 'days', week: 'weeks', month: 'months', quarter: 'quarters', year: 'years' },
    by: { region: 'regions', department: 'departments' },
    red: 'Red list',
    black: 'Black list',
    names: (list: string, which: string, of: string, n: string) => `${which}, ${of}: ${list} (${n}).`,
    none: (which: string, of: string) => `${which}, ${of}: none this time.`,
  },
};

/** Who stands out in two periods running, by the rule as it is said. */
export function lists(paper: Paper): Section | null {
  const rankings = paper.snapshot.rankings.filter((ranking) => isRanked(paper, ranking));
  if (rankings.length === 0) return null;
  const said = words[paper.tongue.language];
  const blocks: Block[] = [paragraph(say`${said.rule(said.noun[paper.noun])}`)];
  for (const ranking of rankings)
    for (const which of ['red', 'black'] as const)
      // of an extract nobody can tell whether others are on a list
      if (ranking[which].length > 0 || !paper.isExtract)
        blocks.push(paragraph(say`${listed(paper, ranking, which)}`));
  const chart = rankings[0] && funnelChart(paper, rankings[0]);
  if (chart) blocks.push({ kind: 'chart', chart });
  return { title: said.title, blocks };
}

function listed(paper: Paper, ranking: Ranking, which: 'red' | 'black'): string {
  const said = words[paper.tongue.language];
  const codes = ranking[which];
  const of = said.by[ranking.by];
  if (codes.length === 0) return said.none(said[which], of);
  const names = paper.tongue.list(codes.map((code) => paper.name(ranking.by, code)));
  const unit = ranking.by === 'region' ? 'regions' : 'departments';
  return said.names(names, said[which], of, paper.tongue.count(codes.length, unit));
}
