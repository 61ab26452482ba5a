import type { IndicatorId } from '#contract/reports/indicator';
import type { Run } from '#contract/reports/reportDocument';
import type { Paper } from '../paper.ts';
import { say } from '../say.ts';
import { paragraph, type Section } from '../section.ts';
import { changeRuns, observedRun, otherwiseObserved, valueRun } from '../told.ts';

const titles = { zh: '好差评', en: 'Ratings' };
const none = { zh: '本期未收到评价。', en: 'No ratings were given in this period.' };

/** How many rated, and the good rate with and without what a system filled in. */
export function ratings(paper: Paper): Section | null {
  const rated = paper.figure('all', '', 'rated');
  if (!rated) return null;
  const { language } = paper.tongue;
  const runs = rated.now.n === 0 ? say`${none[language]}` : language === 'zh' ? zh(paper) : en(paper);
  return { title: titles[language], blocks: [paragraph(runs)] };
}

function zh(paper: Paper): Run[] {
  const value = valueRun.bind(null, paper);
  const change = changeRuns.bind(null, paper);
  const counted = (id: IndicatorId): Run => observedRun(paper, id, undefined, 'ratings');
  return say`本期评价${counted('rated')}${change('rated')}。含系统默认评价的好评率${value('goodRate')}${otherwiseObserved(paper, 'goodRate', 'rated', 'ratings')}${change('goodRate')}；主动评价${counted('goodRateVoluntary')}，好评率${value('goodRateVoluntary')}${change('goodRateVoluntary')}。差评${counted('badRated')}${change('badRated')}。`;
}

function en(paper: Paper): Run[] {
  const value = valueRun.bind(null, paper);
  const change = changeRuns.bind(null, paper);
  const counted = (id: IndicatorId): Run => observedRun(paper, id, undefined, 'ratings');
  return say`${counted('rated')} came in${change('rated')}. With those that systems filled in ${value('goodRate')} were good${otherwiseObserved(paper, 'goodRate', 'rated', 'ratings')}${change('goodRate')}; of the voluntary ones (${counted('goodRateVoluntary')}) ${value('goodRateVoluntary')}${change('goodRateVoluntary')}. Bad ones: ${counted('badRated')}${change('badRated')}.`;
}
