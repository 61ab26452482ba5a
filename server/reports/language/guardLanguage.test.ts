import { expect, it, test } from 'vitest';
import type { Block, Column, ReportDocument, Run } from '#contract/reports/reportDocument';
import type { FaultKind } from './fault.ts';
import { guardLanguage } from './guardLanguage.ts';

const documentWith = (block: Block, language: 'zh' | 'en' = 'zh'): ReportDocument => ({
  language,
  fileName: 'x',
  masthead: null,
  watermark: null,
  title: '通报',
  addressee: null,
  blocks: [{ kind: 'heading', level: 1, text: '一、时限' }, block],
  annexes: [],
  signature: null,
  imprint: [],
});
const paragraph = (...runs: Run[]): Block => ({ kind: 'paragraph', runs });
const table = (...columns: Partial<Column>[]): Block => ({
  kind: 'table',
  table: {
    id: 't',
    sheet: 't',
    caption: '表1',
    columns: columns.map((column, i) => ({
      key: `k${i}`,
      header: '件数',
      kind: 'count',
      width: 1,
      ...column,
    })),
    rows: [],
    notes: [],
  },
});
const grown = { with: 'previous', unit: 'cases', now: 1032, then: 1000 } as const;
const better = { with: 'lastYear', unit: 'share', now: 0.991, then: 0.99 } as const;

test.each<[Block, FaultKind[]]>([
  [paragraph({ text: '环比增长3.2%', compares: grown }), []],
  [paragraph({ text: '同比增长3.2%', compares: grown }), ['wrong_comparison']],
  [paragraph({ text: '环比下降3.2%', compares: grown }), ['wrong_direction']],
  [paragraph({ text: '环比增长3.3%', compares: grown }), ['wrong_amount']],
  [paragraph({ text: '环比持平', compares: grown }), ['wrong_direction']],
  [
    paragraph({ text: '环比增长3.2个百分点', compares: grown }),
    ['points_of_count', 'points_of_count', 'wrong_amount'],
  ],
  [paragraph({ text: '环比增长-3.2%', compares: grown }), ['double_sign']],
  [paragraph({ text: '环比增长3.2%' }), ['unproved_comparison']],
  [paragraph({ text: '同比提高0.10个百分点', compares: better }), []],
  [paragraph({ text: '同比提高0.1%', compares: better }), ['percent_of_share', 'percent_of_share']],
  [paragraph({ text: '同比提高0.10个百分点', compares: { ...better, then: null } }), ['wrong_direction']],
  [paragraph({ text: '收件NaN件' }), ['empty_words']],
  [paragraph({ text: '原因：，' }), ['empty_words']],
  [paragraph({ text: ' ' }), ['empty_words']],
  [paragraph({ text: '到期100件，' }, { text: '99.00%', share: { n: 100, hits: 99 } }), []],
  [paragraph({ text: '99.00%', share: { n: 100, hits: 99 } }), ['missing_n']],
  [paragraph({ text: '到期100件，' }, { text: '100.00%', share: { n: 100, hits: 99 } }), ['false_whole']],
  [table({ key: 'n' }, { kind: 'share', header: '按时率（%）', n: 'n' }), []],
  [table({ kind: 'share', header: '按时率（%）' }), ['missing_n']],
  [table({ key: 'n' }, { kind: 'share', header: '按时率', n: 'n' }), ['missing_unit']],
  [table({ kind: 'points', header: '环比（百分点）', compares: 'previous' }), []],
  [table({ kind: 'points', header: '环比（%）', compares: 'previous' }), ['percent_of_share']],
  [table({ kind: 'change', header: '同比（百分点）', compares: 'lastYear' }), ['points_of_count']],
  [table({ kind: 'change', header: '同比（%）', compares: 'previous' }), ['wrong_comparison']],
])('%j has the faults %j', (block, expected) => {
  const faults = guardLanguage(documentWith(block)).map(({ what }) => what);
  expect(faults).toEqual(expected);
});

it('reads English as well', () => {
  const faults = (text: string, run: Partial<Run> = {}): FaultKind[] =>
    guardLanguage(documentWith(paragraph({ text, ...run }), 'en')).map(({ what }) => what);
  expect(faults('up 3.2% on the previous month', { compares: grown })).toEqual([]);
  expect(faults('down 3.2% on the previous month', { compares: grown })).toEqual(['wrong_direction']);
  expect(faults('up 3.2% on the same month last year', { compares: grown })).toEqual(['wrong_comparison']);
  expect(faults('up 3.2% on the previous month')).toEqual(['unproved_comparison']);
  expect(faults('1 cases were late')).toEqual(['one_and_many']);
  expect(faults('21 cases and 1 case were late')).toEqual([]);
  expect(faults('3 case was late')).toEqual(['one_and_many']);
});

it('lets names of the catalogue hold any sign', () => {
  const names = table({ kind: 'text' });
  if (names.kind === 'table')
    names.table.rows = [{ cells: [{ value: '对违法行为，、责令改正（增加-减少）' }] }] as never;
  expect(guardLanguage(documentWith(names))).toEqual([]);
});

it('names the chapter', () => {
  expect(guardLanguage(documentWith(paragraph({ text: '收件undefined' })))).toEqual([
    { place: '一、时限', text: '收件undefined', what: 'empty_words' },
  ]);
});
