import { expect, test } from 'vitest';
import { paperContents } from './paperContents.ts';

test('the table of contents leads to the headings of the text and to each annex', () => {
  expect(
    paperContents({
      blocks: [
        { kind: 'paragraph', runs: [{ text: '9月，全市收件94.62万件。' }] },
        { kind: 'heading', level: 1, text: '一、区县按时办结率' },
        { kind: 'heading', level: 2, text: '（一）排名' },
      ],
      annexes: [
        { title: '附表1', blocks: [{ kind: 'heading', level: 1, text: '排名' }] },
        { title: '指标释义', blocks: [] },
      ],
    }),
  ).toEqual([
    { text: '一、区县按时办结率', anchor: 'block-0-1', level: 1 },
    { text: '（一）排名', anchor: 'block-0-2', level: 2 },
    { text: '附表1', anchor: 'annex-1', level: 1 },
    { text: '指标释义', anchor: 'annex-2', level: 1 },
  ]);
});
