import type { Block, Run } from '#contract/reports/reportDocument';
import { figuresTable } from '../figuresTable.ts';
import type { Paper } from '../paper.ts';
import { say } from '../say.ts';
import { paragraph, type Section } from '../section.ts';
import { changeRuns, isNone, observedRun, otherwiseObserved, valueRun } from '../told.ts';

const words = {
  zh: {
    title: '办理渠道',
    first: '渠道',
    sheet: '办理渠道',
    caption: (span: string) => `各申请渠道办件情况（${span}）`,
    volume: '申请',
    time: '时限',
  },
  en: {
    title: 'Channels',
    first: 'Channel',
    sheet: 'Channels',
    caption: (span: string) => `Cases by channel of submission, ${span}`,
    volume: 'Volume',
    time: 'Timeliness',
  },
};

/** How people came: in words for the whole, by channel in a table. */
export function channels(paper: Paper): Section | null {
  const codes = paper.codes('channel');
  if (codes.length === 0 && !paper.figure('all', '', 'onlineRate')) return null;
  const said = words[paper.tongue.language];
  const blocks: Block[] = [paragraph(paper.tongue.language === 'zh' ? zh(paper) : en(paper))];
  if (codes.length > 0)
    blocks.push({
      kind: 'table',
      table: figuresTable(paper, {
        id: 'channels',
        sheet: said.sheet,
        caption: said.caption(paper.tongue.span(paper.snapshot.period)),
        by: 'channel',
        codes,
        first: said.first,
        groups: [
          {
            header: said.volume,
            columns: [
              ['submitted', 'value'],
              ['submitted', 'previous'],
              ['submitted', 'lastYear'],
            ],
          },
          {
            header: said.time,
            columns: [
              ['onTimeRate', 'n'],
              ['onTimeRate', 'value'],
              ['onTimeRate', 'previous'],
              ['onTimeRate', 'lastYear'],
            ],
          },
        ],
        notes: [],
      }),
    });
  return { title: said.title, blocks };
}

function zh(paper: Paper): Run[] {
  const value = valueRun.bind(null, paper);
  const change = changeRuns.bind(null, paper);
  const online = isNone(paper, 'onlineRate')
    ? say`本期的申请均未报送渠道。`
    : say`报送了渠道的申请${observedRun(paper, 'onlineRate')}，网上申请率${value('onlineRate')}${change('onlineRate')}；全程网办率${value('fullOnlineRate')}${otherwiseObserved(paper, 'fullOnlineRate', 'onlineRate')}${change('fullOnlineRate')}。`;
  return say`${online}本期有办件的事项中，零跑动事项${value('noVisitItems')}，最多跑一次事项${value('oneVisitItems')}。`;
}

function en(paper: Paper): Run[] {
  const value = valueRun.bind(null, paper);
  const change = changeRuns.bind(null, paper);
  const online = isNone(paper, 'onlineRate')
    ? say`No submission came with its channel.`
    : say`Of the submissions with a channel (${observedRun(paper, 'onlineRate')}) ${value('onlineRate')} came online${change('onlineRate')}, and ${value('fullOnlineRate')} fully so${otherwiseObserved(paper, 'fullOnlineRate', 'onlineRate')}${change('fullOnlineRate')}.`;
  return say`${online} Among the items that had cases, ${value('noVisitItems')} needed no visit, and ${value('oneVisitItems')} at most one.`;
}
