import type { Block, Run } from '#contract/reports/reportDocument';
import type { RuleFindings } from '#contract/reports/snapshot';
import { ruleNames } from '#contract/ruleNames';
import type { Paper } from '../paper.ts';
import { say } from '../say.ts';
import { paragraph, type Section } from '../section.ts';
import { changeRuns, isNone, observedRun, valueRun } from '../told.ts';

const words = {
  zh: {
    title: '数据质量',
    most: (list: string) => `认定为数据问题的疑点，最多的是：${list}。`,
    one: (rule: string, n: string) => `${rule}${n}`,
  },
  en: {
    title: 'Data quality',
    most: (list: string) => `Most often decided to be faults of the data: ${list}.`,
    one: (rule: string, n: string) => `${rule} (${n})`,
  },
};

/** How far the data can be relied on: what sources sent and could not be counted, and what was wrong with the rest. */
export function dataQuality(paper: Paper): Section | null {
  const { language } = paper.tongue;
  const sentences = [...quarantined(paper), ...faults(paper)];
  if (paper.isExtract || sentences.length === 0) return null;
  const blocks: Block[] = [paragraph(sentences)];
  const most = mostFaults(paper);
  if (most !== null) blocks.push(paragraph(say`${most}`));
  return { title: words[language].title, blocks };
}

function quarantined(paper: Paper): Run[] {
  const id = 'quarantinedShare';
  if (isNone(paper, id)) return [];
  const n = observedRun(paper, id, undefined, null);
  const [share, change] = [valueRun(paper, id), changeRuns(paper, id)];
  return paper.tongue.language === 'zh'
    ? say`本期各来源报送数据${n}条，因代码不识别、时间过早等原因隔离待补、没有计入的占${share}${change}。`
    : say`Of what the sources sent (${n}) ${share} could not be counted, and waits for its codes${change}. `;
}

function faults(paper: Paper): Run[] {
  const id = 'dataFaultsPerThousand';
  if (isNone(paper, id)) return [];
  const [value, change] = [valueRun(paper, id), changeRuns(paper, id)];
  return paper.tongue.language === 'zh'
    ? say`经核实确认的数据问题，每千件办结${value}${change}。`
    : say`Confirmed faults of the data: ${value}${change}.`;
}

function mostFaults({ snapshot, tongue }: Paper): string | null {
  const said = words[tongue.language];
  const byRule = new Map<RuleFindings['rule'], number>();
  for (const { rule, dataProblem } of snapshot.findings)
    byRule.set(rule, (byRule.get(rule) ?? 0) + dataProblem);
  const top = [...byRule]
    .filter(([, n]) => n > 0)
    .sort(([a, more], [b, less]) => less - more || (a < b ? -1 : 1))
    .slice(0, 3)
    .map(([rule, n]) => said.one(ruleNames[tongue.language][rule], tongue.count(n, 'flags')));
  return top.length === 0 ? null : said.most(tongue.list(top));
}
