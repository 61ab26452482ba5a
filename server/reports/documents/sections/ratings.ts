import type { IndicatorId } from '#contract/reports/indicator';
import type { Block, Run } from '#contract/reports/reportDocument';
import { figuresTable } from '../figuresTable.ts';
import type { Paper } from '../paper.ts';
import { say } from '../say.ts';
import { paragraph, type Section } from '../section.ts';
import { changeRuns, isNone, observedRun, otherwiseObserved, valueRun } from '../told.ts';

const words = {
  zh: {
    title: '好差评',
    none: '本期未收到评价。',
    untold: '主动评价和系统默认评价未能全部区分，本期不作分列。',
    first: '申请渠道',
    caption: (span: string) => `各申请渠道办件的评价情况（${span}）`,
    all: '全部评价',
    voluntary: '主动评价',
  },
  en: {
    title: 'Ratings',
    none: 'No ratings were given in this period.',
    untold: ' Not all of them can be told apart as voluntary or by default, so they are not told apart here.',
    first: 'Channel',
    caption: (span: string) => `Ratings of cases by channel of submission, ${span}`,
    all: 'All',
    voluntary: 'Voluntary',
  },
};

/** How many rated, by level and with and without what a system filled in, and what was done about bad ones. */
export function ratings(paper: Paper): Section | null {
  const rated = paper.figure('all', '', 'rated');
  if (!rated) return null;
  const said = words[paper.tongue.language];
  if (rated.now.n === 0) return { title: said.title, blocks: [paragraph(say`${said.none}`)] };
  const { whole, levels, mended } = paper.tongue.language === 'zh' ? zh(paper) : en(paper);
  if (!paper.figure('all', '', 'goodRateVoluntary'))
    return { title: said.title, blocks: [paragraph([...whole, ...say`${said.untold}`])] };
  const blocks = [paragraph(whole), paragraph([...levels, ...mended]), ...byChannel(paper)];
  return { title: said.title, blocks };
}

interface Said {
  whole: Run[];
  levels: Run[];
  mended: Run[];
}

const counting = (paper: Paper) => ({
  counted: (id: IndicatorId): Run => observedRun(paper, id, undefined, 'ratings'),
  number: (id: IndicatorId): Run => observedRun(paper, id, undefined, null),
  other: (id: IndicatorId, before: IndicatorId): Run[] => otherwiseObserved(paper, id, before, 'ratings'),
});

function zh(paper: Paper): Said {
  const value = valueRun.bind(null, paper);
  const change = changeRuns.bind(null, paper);
  const { counted, other } = counting(paper);
  const isTold = paper.figure('all', '', 'goodRateVoluntary') !== null;
  const parts = isTold
    ? say`；其中主动评价${counted('goodRateVoluntary')}，系统默认评价${counted('defaultRated')}`
    : [];
  const voluntary = isNone(paper, 'goodRateVoluntary')
    ? []
    : say`；不含默认的主动评价好评率${value('goodRateVoluntary')}${change('goodRateVoluntary')}`;
  return {
    whole: say`本期评价${counted('rated')}${change('rated')}${parts}。含系统默认评价的好评率${value('goodRate')}${other('goodRate', 'rated')}${change('goodRate')}${voluntary}。`,
    levels: say`主动评价中，非常满意${counted('verySatisfied')}，满意${counted('satisfied')}，基本满意${counted('fairlySatisfied')}，不满意${counted('dissatisfied')}，非常不满意${counted('veryDissatisfied')}；差评（不满意和非常不满意）共${counted('badRated')}${change('badRated')}。`,
    mended: isNone(paper, 'badRectifiedRate')
      ? say`本期没有整改期限届满的差评。`
      : say`整改期限（15个工作日）在本期内届满的差评${counted('badRectifiedRate')}，按时回访率${value('badCalledBackRate')}${other('badCalledBackRate', 'badRectifiedRate')}${change('badCalledBackRate')}，按时整改率${value('badRectifiedRate')}${change('badRectifiedRate')}。`,
  };
}

function en(paper: Paper): Said {
  const value = valueRun.bind(null, paper);
  const change = changeRuns.bind(null, paper);
  const { counted, number, other } = counting(paper);
  const isTold = paper.figure('all', '', 'goodRateVoluntary') !== null;
  const parts = isTold
    ? say`; ${counted('goodRateVoluntary')} by people themselves and ${number('defaultRated')} filled in by systems`
    : [];
  const voluntary = isNone(paper, 'goodRateVoluntary')
    ? []
    : say`; of the voluntary ones alone ${value('goodRateVoluntary')}${change('goodRateVoluntary')}`;
  return {
    whole: say`${counted('rated')} came in${change('rated')}${parts}. With those that systems filled in ${value('goodRate')} were good${other('goodRate', 'rated')}${change('goodRate')}${voluntary}.`,
    levels: say`Of the voluntary ones, ${number('verySatisfied')} were very satisfied, ${number('satisfied')} satisfied, ${number('fairlySatisfied')} fairly satisfied, ${number('dissatisfied')} dissatisfied and ${number('veryDissatisfied')} very dissatisfied. The last two, the bad ones, are together ${counted('badRated')}${change('badRated')}. `,
    mended: isNone(paper, 'badRectifiedRate')
      ? say`No bad rating’s 15 working days for its rectification ended in this period.`
      : say`The 15 working days for their rectification ended for ${counted('badRectifiedRate')}: ${value('badCalledBackRate')} were called back in time${other('badCalledBackRate', 'badRectifiedRate')}${change('badCalledBackRate')}, and ${value('badRectifiedRate')} rectified${change('badRectifiedRate')}.`,
  };
}

function byChannel(paper: Paper): Block[] {
  const codes = paper.codes('channel').filter((code) => paper.figure('channel', code, 'rated')?.now.value);
  if (codes.length === 0) return [];
  const said = words[paper.tongue.language];
  const table = figuresTable(paper, {
    id: 'ratings',
    sheet: said.title,
    caption: said.caption(paper.tongue.span(paper.snapshot.period)),
    by: 'channel',
    codes,
    first: said.first,
    groups: [
      {
        header: said.all,
        columns: [
          ['rated', 'value'],
          ['rated', 'previous'],
          ['goodRate', 'value'],
        ],
      },
      {
        header: said.voluntary,
        columns: [
          ['goodRateVoluntary', 'n'],
          ['goodRateVoluntary', 'value'],
          ['goodRateVoluntary', 'previous'],
          ['badRated', 'value'],
        ],
      },
    ],
    notes: [],
  });
  return [{ kind: 'table', table }];
}
