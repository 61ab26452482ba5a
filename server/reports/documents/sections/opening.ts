import type { Block, Run } from '#contract/reports/reportDocument';
import type { Paper } from '../paper.ts';
import { say } from '../say.ts';
import { paragraph } from '../section.ts';
import { changeRuns, observedRun, valueRun } from '../told.ts';

/** The first paragraphs: volume, timeliness, findings, and what there is nothing to compare with. */
export function opening(paper: Paper): Block[] {
  const write = paper.tongue.language === 'zh' ? zh : en;
  return write(paper).map(paragraph);
}

function zh(paper: Paper): Run[][] {
  const value = valueRun.bind(null, paper);
  const change = changeRuns.bind(null, paper);
  const when = paper.tongue.shortPeriod(paper.snapshot.period);
  const scale = paper.place;
  return [
    say`${when}，${scale}收件${value('received')}${change('received')}；办结${value('concluded')}${change('concluded')}。承诺期限在本期到期的办件${observedRun(paper, 'onTimeRate')}，按时办结率为${value('onTimeRate')}${change('onTimeRate')}。期末在办${value('inProgress')}，其中已超期${value('overdueOpen')}。${comparable(paper)}`,
    say`规则发现疑点${value('flagged')}，经核实确认${value('confirmed')}，排除${value('refuted')}，待核实${value('undecided')}，申诉未决${value('contested')}。未经确认的不计入通报；本期提出申诉${value('appealed')}，申诉成立${value('appealsWon')}。`,
  ];
}

function comparable({ has, noun }: Paper): string {
  if (noun === 'year') return has.lastYear ? '' : '上年无数据，本期不作同比。';
  if (!has.previous && !has.lastYear) return '上期、上年同期均无数据，本期不作比较。';
  if (!has.previous) return '上期无数据，本期不作环比。';
  return has.lastYear ? '' : '无上年同期数据，本期不作同比。';
}

function en(paper: Paper): Run[][] {
  const value = valueRun.bind(null, paper);
  const change = changeRuns.bind(null, paper);
  const when = paper.tongue.shortPeriod(paper.snapshot.period);
  return [
    say`In ${when}, ${paper.place} received ${value('received')}${change('received')}, and concluded ${value('concluded')}${change('concluded')}. The promised limit ended in the period for ${observedRun(paper, 'onTimeRate')}; ${value('onTimeRate')} of them were concluded in time${change('onTimeRate')}. At its end ${value('inProgress')} remained in progress, with ${value('overdueOpen')} past the limit.${comparableEn(paper)}`,
    say`The rules raised ${value('flagged')}: ${value('confirmed')} confirmed, ${value('refuted')} refuted, ${value('undecided')} undecided and ${value('contested')} under appeal. Only confirmed findings count. Appeals: ${value('appealed')} made, ${value('appealsWon')} won.`,
  ];
}

function comparableEn({ has, noun }: Paper): string {
  if (noun === 'year') return has.lastYear ? '' : ' There are no data for last year to compare with.';
  if (!has.previous && !has.lastYear)
    return ` There are no data for the previous ${noun} nor for the same ${noun} last year to compare with.`;
  if (!has.previous) return ` There are no data for the previous ${noun} to compare with.`;
  return has.lastYear ? '' : ` There are no data for the same ${noun} last year to compare with.`;
}
