import { describe, expect, it } from 'vitest';
import { reportKinds } from '#contract/reports/reportKind';
import { blockText, documentText } from '../../testing/documentText.ts';
import { inventedSnapshot } from '../../testing/reportSnapshots.ts';
import { documentOf } from './documentOf.ts';
import type { DocumentSetting } from './paper.ts';

const setting: DocumentSetting = {
  language: 'zh',
  office: '市政务服务效能督查室',
  number: '2026年第10期（总第22期）',
  issuedOn: '2026-11-13',
  hash: 'ab'.repeat(32),
  status: 'draft',
};

describe('the monthly bulletin', () => {
  it('opens with volume and timeliness, each with the month before and the same month of last year', () => {
    const document = documentOf(inventedSnapshot(), setting);
    expect(document.title).toBe('2026年10月全市政务服务效能监管情况');
    expect(document.watermark).toBe('征求意见稿');
    expect(document.blocks.slice(0, 1).map(blockText).join('\n')).toMatchInlineSnapshot(
      `"10月，全市收件97.68万件，环比增长3.7%，同比增长10.5%；办结94.62万件，环比增长4.2%，同比增长11.1%。承诺期限在本期到期的办件39.74万件，按时办结率为99.12%，环比提高0.09个百分点，同比提高0.44个百分点。另有到期的6568件不计入（申请人撤回4371件，作废795件，移送1192件，客观原因、豁免或者申诉成立210件）。本期超期办结2448件；期末在办7.57万件，其中已超期1049件。"`,
    );
  });
});

it('the monthly bulletin has its chapters in the order in which they are read', () => {
  const chapters = documentOf(inventedSnapshot(), setting).blocks.flatMap((block) =>
    block.kind === 'heading' ? [block.text] : [],
  );
  expect(chapters).toEqual([
    '一、区县按时办结率',
    '二、部门按时办结率',
    '三、红榜和黑榜',
    '四、办理渠道',
    '五、疑点核实',
    '六、典型案例',
    '七、好差评',
    '八、督办整改和申诉',
    '九、数据质量',
    '十、办理用时和提速',
    '十一、变化趋势',
    '十二、上期数据更正',
    '十三、下一步工作',
  ]);
});

describe('documentOf', () => {
  it.each(reportKinds.flatMap((kind) => (['zh', 'en'] as const).map((language) => ({ kind, language }))))(
    'writes the $kind in $language with text, unique tables and no empty words',
    ({ kind, language }) => {
      const document = documentOf(inventedSnapshot(kind), { ...setting, language });
      const text = documentText(document);
      expect(text.length).toBeGreaterThan(500);
      expect(text).not.toMatch(/undefined|NaN|null|Infinity|\[object|\{\}/);
      const blocks = [...document.blocks, ...document.annexes.flatMap((annex) => annex.blocks)];
      const ids = blocks.flatMap((block) =>
        block.kind === 'table' ? [block.table.id] : block.kind === 'chart' ? [block.chart.id] : [],
      );
      expect(new Set(ids).size).toBe(ids.length);
      const ragged = blocks.filter(
        (block) =>
          block.kind === 'table' &&
          block.table.rows.some(
            ({ cells, tone }) => cells.length !== (tone === 'gap' ? 1 : block.table.columns.length),
          ),
      );
      expect(ragged).toEqual([]);
    },
  );
});
