import type { Run } from '#contract/reports/reportDocument';
import type { IndicatorId } from '#contract/reports/indicator';
import type { Counted } from '../../language/tongue.ts';
import type { Paper } from '../paper.ts';
import { say } from '../say.ts';
import { paragraph, type Section } from '../section.ts';
import { changeRuns, isNone, observedRun, valueRun } from '../told.ts';

const titles = { zh: '督办整改和申诉', en: 'Follow-up and appeals' };

/** Replies, rectifications, closure and appeals. */
export function followup(paper: Paper): Section | null {
  if (paper.isExtract || paper.isEmpty) return null;
  const { language } = paper.tongue;
  return { title: titles[language], blocks: (language === 'zh' ? zh : en)(paper).map(paragraph) };
}

function zh(paper: Paper): Run[][] {
  const value = valueRun.bind(null, paper);
  const change = changeRuns.bind(null, paper);
  const due = (id: IndicatorId, of: Counted | null = 'flags'): Run => observedRun(paper, id, undefined, of);
  return [
    [
      ...(isNone(paper, 'repliedInTimeRate')
        ? say`本期没有到期应答复的疑点。`
        : say`本期到期应答复${due('repliedInTimeRate')}，按时答复率${value('repliedInTimeRate')}${change('repliedInTimeRate')}。`),
      ...(isNone(paper, 'rectifiedInTimeRate')
        ? say`本期没有到期应整改的问题。`
        : say`到期应整改${due('rectifiedInTimeRate')}，按时整改率${value('rectifiedInTimeRate')}${change('rectifiedInTimeRate')}。`),
      ...(isNone(paper, 'daysToClose')
        ? say`本期没有销号的问题。`
        : say`本期销号${due('daysToClose')}，平均用时${value('daysToClose')}${change('daysToClose')}。`),
    ],
    isNone(paper, 'appealed') && isNone(paper, 'appealsWon')
      ? say`本期未发生申诉。`
      : say`本期提出申诉${due('appealed', 'appeals')}${change('appealed')}；申诉成立、撤销疑点${due('appealsWon', 'flags')}。`,
  ];
}

function en(paper: Paper): Run[][] {
  const value = valueRun.bind(null, paper);
  const change = changeRuns.bind(null, paper);
  const due = (id: IndicatorId, of: Counted | null = 'flags'): Run => observedRun(paper, id, undefined, of);
  return [
    [
      ...(isNone(paper, 'repliedInTimeRate')
        ? say`No reply fell due in this period. `
        : say`Replies fell due for ${due('repliedInTimeRate')}; ${value('repliedInTimeRate')} were in time${change('repliedInTimeRate')}. `),
      ...(isNone(paper, 'rectifiedInTimeRate')
        ? say`No rectification fell due. `
        : say`Rectification fell due for ${due('rectifiedInTimeRate')}; ${value('rectifiedInTimeRate')} were in time${change('rectifiedInTimeRate')}. `),
      ...(isNone(paper, 'daysToClose')
        ? say`None was closed.`
        : say`Closed: ${due('daysToClose')}, after ${value('daysToClose')} on average${change('daysToClose')}.`),
    ],
    isNone(paper, 'appealed') && isNone(paper, 'appealsWon')
      ? say`Nobody appealed in this period.`
      : say`Appeals: ${due('appealed', null)} made${change('appealed')}; ${due('appealsWon', 'flags')} withdrawn on appeal.`,
  ];
}
