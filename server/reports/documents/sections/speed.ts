import type { ReportChart } from '#contract/reports/reportChart';
import type { Block, Run } from '#contract/reports/reportDocument';
import type { IndicatorId } from '#contract/reports/indicator';
import type { Paper } from '../paper.ts';
import { say } from '../say.ts';
import { paragraph, type Section } from '../section.ts';
import { changeRuns, observedRun, otherwiseObserved, valueRun } from '../told.ts';
import { leftOut } from './leftOut.ts';

const words = {
  zh: {
    title: '办理用时和提速',
    none: '本期没有可以计算用时的承诺件。',
    caption: '承诺件办理用时分布（工作日）',
    described: (n: number, median: string) => `${n}个区间的办件数，按受理到办结的工作日；中位数${median}。`,
    last: (days: number) => `${days}以上`,
    mark: { handlingMedian: '中位数', handlingP80: '80%', handlingP95: '95%' },
  },
  en: {
    title: 'Handling time and speed',
    none: 'No promised cases were concluded whose time could be measured.',
    caption: 'Handling time of promised cases (working days)',
    described: (n: number, median: string) =>
      `Cases in ${n} bins by working days from acceptance to conclusion; median ${median}.`,
    last: (days: number) => `${days}+`,
    mark: { handlingMedian: 'Median', handlingP80: '80%', handlingP95: '95%' },
  },
};

/** How long promised cases took, and how that compares with the law. */
export function speed(paper: Paper): Section | null {
  const mean = paper.figure('all', '', 'handlingMean');
  if (!mean) return null;
  const { language } = paper.tongue;
  const said = words[language];
  if (mean.now.n === 0) return { title: said.title, blocks: [paragraph(say`${said.none}`)] };
  const blocks: Block[] = [paragraph(language === 'zh' ? zh(paper) : en(paper))];
  const chart = distributionChart(paper);
  if (chart) blocks.push({ kind: 'chart', chart });
  return { title: said.title, blocks };
}

/** What was issued before it was measured does not tell it. */
const tellsPromise = (paper: Paper): boolean =>
  paper.figure('all', '', 'fasterThanPromise')?.now.value != null;

function zh(paper: Paper): Run[] {
  const value = valueRun.bind(null, paper);
  const change = changeRuns.bind(null, paper);
  const pledged = tellsPromise(paper)
    ? say`；比承诺时限提速${value('fasterThanPromise')}${otherwiseObserved(paper, 'fasterThanPromise', 'handlingMean')}`
    : [];
  return say`本期办结、可计算用时的承诺件${observedRun(paper, 'handlingMean')}，平均办理用时${value('handlingMean')}${change('handlingMean')}；中位数${value('handlingMedian')}，80%的办件不超过${value('handlingP80')}，95%的办件不超过${value('handlingP95')}。比法定时限平均提前${value('daysEarlierThanLaw')}，提速${value('fasterThanLaw')}${otherwiseObserved(paper, 'fasterThanLaw', 'handlingMean')}${pledged}；${observedRun(paper, 'promisedSpeedUp', undefined, 'items')}事项的承诺时限比法定时限压缩${value('promisedSpeedUp')}。法定时限到期的办件${observedRun(paper, 'statutoryOnTimeRate')}，按时办结率${value('statutoryOnTimeRate')}${change('statutoryOnTimeRate')}。${leftOut(paper, 'statutoryOnTimeRate')}`;
}

function en(paper: Paper): Run[] {
  const value = valueRun.bind(null, paper);
  const change = changeRuns.bind(null, paper);
  const pledged = tellsPromise(paper)
    ? say`, and ${value('fasterThanPromise')} faster than promised${otherwiseObserved(paper, 'fasterThanPromise', 'handlingMean')}`
    : [];
  return say`Promised cases whose time could be measured (${observedRun(paper, 'handlingMean')}) took ${value('handlingMean')} on average${change('handlingMean')}; the median was ${value('handlingMedian')}, four in five took no more than ${value('handlingP80')}, and nineteen in twenty no more than ${value('handlingP95')}. That is ${value('daysEarlierThanLaw')} earlier than the law demands, or ${value('fasterThanLaw')} faster${otherwiseObserved(paper, 'fasterThanLaw', 'handlingMean')}${pledged}. The promises of ${observedRun(paper, 'promisedSpeedUp', undefined, 'items')} shorten the statutory limits by ${value('promisedSpeedUp')}. The statutory limit ended for ${observedRun(paper, 'statutoryOnTimeRate')}; ${value('statutoryOnTimeRate')} were concluded in time${change('statutoryOnTimeRate')}.${leftOut(paper, 'statutoryOnTimeRate')}`;
}

const marked = ['handlingMedian', 'handlingP80', 'handlingP95'] as const satisfies readonly IndicatorId[];

function distributionChart(paper: Paper): ReportChart | null {
  const { distribution } = paper.snapshot;
  if (distribution.length < 2 || distribution.every(({ n }) => n === 0)) return null;
  const said = words[paper.tongue.language];
  const last = distribution.length - 1;
  const marks = marked.flatMap((id) => {
    const value = paper.figure('all', '', id)?.now.value;
    return value == null ? [] : [{ label: said.mark[id], bin: Math.min(last, Math.floor(value)) }];
  });
  return {
    kind: 'distribution',
    id: 'handling',
    unit: 'count',
    caption: said.caption,
    description: said.described(distribution.length, valueRun(paper, 'handlingMedian').text),
    bins: distribution.map(({ days, n }, i) => ({ label: i === last ? said.last(days) : String(days), n })),
    marks,
  };
}
