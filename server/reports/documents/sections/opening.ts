import type { IndicatorId } from '#contract/reports/indicator';
import type { Block, ComparedWith, Run } from '#contract/reports/reportDocument';
import type { LocalDay } from '#contract/time';
import type { Counted } from '../../language/tongue.ts';
import type { Paper } from '../paper.ts';
import { say } from '../say.ts';
import { paragraph } from '../section.ts';
import { changeRuns, isNone, observedRun, valueRun } from '../told.ts';
import { leftOut } from './leftOut.ts';

/** The first paragraphs: volume, timeliness, findings, and what there is nothing to compare with. */
export function opening(paper: Paper): Block[] {
  const { language } = paper.tongue;
  if (paper.isExtract) return [paragraph(say`${ownOnly[language]}`)];
  if (paper.isEmpty) return [paragraph(nothing(paper))];
  return (language === 'zh' ? zh : en)(paper).map(paragraph);
}

const ownOnly = {
  zh: '本件为征求意见的摘录，只列本单位数据，供核对和申诉。',
  en: 'This is an extract for comment. It holds the figures of your own units, to be checked and, where wrong, appealed.',
};

function nothing(paper: Paper): Run[] {
  const { place, snapshot, tongue } = paper;
  const when = tongue.shortPeriod(snapshot.period);
  return tongue.language === 'zh'
    ? say`${when}，${place}没有办件数据。`
    : say`${inOrOn(paper)} ${when} nothing was reported for ${place}.`;
}

function zh(paper: Paper): Run[][] {
  const value = valueRun.bind(null, paper);
  const change = changeRuns.bind(null, paper);
  const count = (id: IndicatorId, of: Counted | null = null): Run => observedRun(paper, id, undefined, of);
  const when = paper.tongue.shortPeriod(paper.snapshot.period);
  const due = isNone(paper, 'onTimeRate')
    ? say`本期没有承诺期限到期的办件。`
    : say`承诺期限在本期到期的办件${observedRun(paper, 'onTimeRate')}，按时办结率为${value('onTimeRate')}${change('onTimeRate')}。${leftOut(paper, 'onTimeRate')}`;
  return [
    say`${when}，${paper.place}收件${value('received')}${change('received')}；办结${value('concluded')}${change('concluded')}。${due}本期超期办结${value('overdueConcluded')}；期末在办${value('inProgress')}，其中已超期${value('overdueOpen')}。${comparable(paper)}`,
    say`规则发现疑点${value('flagged')}，经核实确认${value('confirmed')}，排除${value('refuted')}，待核实${value('undecided')}，申诉未决${value('contested')}。未经确认的不计入通报；本期提出申诉${count('appealed', 'appeals')}，申诉成立${count('appealsWon', 'appeals')}。`,
  ];
}

function comparable({ has, noun, since, tongue }: Paper): string {
  const began = (day: LocalDay): string => tongue.span({ from: day, to: day });
  const own = since.period === null ? '' : `本期数据自${began(since.period)}起。`;
  const before = since.previous === null ? '上期无数据' : `上期数据自${began(since.previous)}起`;
  const yearBefore = noun === 'year' ? '上年' : '上年同期';
  const lastYear =
    since.lastYear !== null
      ? `${yearBefore}数据自${tongue.day(since.lastYear)}起`
      : noun === 'year'
        ? '上年无数据'
        : '无上年同期数据';
  if (noun === 'year' || has.previous) return own + (has.lastYear ? '' : `${lastYear}，本期不作同比。`);
  if (has.lastYear) return `${own}${before}，本期不作环比。`;
  const isNothing = since.previous === null && since.lastYear === null;
  return `${own}${isNothing ? '上期、上年同期均无数据' : `${before}，${lastYear}`}，本期不作比较。`;
}

function en(paper: Paper): Run[][] {
  const value = valueRun.bind(null, paper);
  const change = changeRuns.bind(null, paper);
  const count = (id: IndicatorId, of: Counted | null = null): Run => observedRun(paper, id, undefined, of);
  const when = paper.tongue.shortPeriod(paper.snapshot.period);
  const due = isNone(paper, 'onTimeRate')
    ? say`No promised limit ended in the period.`
    : say`The promised limit ended in the period for ${observedRun(paper, 'onTimeRate')}; ${value('onTimeRate')} of them were concluded in time${change('onTimeRate')}.${leftOut(paper, 'onTimeRate')}`;
  return [
    say`${inOrOn(paper)} ${when}, ${paper.place} received ${value('received')}${change('received')}, and concluded ${value('concluded')}${change('concluded')}. ${due} Concluded past their limit: ${value('overdueConcluded')}. At its end ${value('inProgress')} remained in progress, with ${value('overdueOpen')} past the limit.${comparableEn(paper)}`,
    say`The rules raised ${value('flagged')}: ${count('confirmed')} confirmed, ${count('refuted')} refuted, ${count('undecided')} undecided and ${count('contested')} under appeal. Only confirmed findings count. Appeals: ${count('appealed')} made, ${count('appealsWon')} won.`,
  ];
}

function comparableEn({ has, noun, since, tongue }: Paper): string {
  const own =
    since.period === null ? '' : ` This ${noun} was reported only since ${tongue.day(since.period)}.`;
  const sameOfLastYear = noun === 'year' ? 'last year' : `the same ${noun} last year`;
  const lacking = (which: ComparedWith, period: string): string => {
    const day = since[which];
    if (day === null) return ` There are no data for ${period} to compare with.`;
    return ` ${period[0]?.toUpperCase() ?? ''}${period.slice(1)} was reported only since ${tongue.day(day)} and is not compared with.`;
  };
  const lastYear = has.lastYear ? '' : lacking('lastYear', sameOfLastYear);
  if (noun === 'year' || has.previous) return own + lastYear;
  const isNothing = !has.lastYear && since.previous === null && since.lastYear === null;
  if (isNothing)
    return `${own} There are no data for the previous ${noun} nor for ${sameOfLastYear} to compare with.`;
  return own + lacking('previous', `the previous ${noun}`) + lastYear;
}

const inOrOn = ({ noun }: Paper): string => (noun === 'day' ? 'On' : 'In');
