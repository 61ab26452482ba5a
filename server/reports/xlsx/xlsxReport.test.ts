import { beforeAll, describe, expect, test } from 'vitest';
import type { ReportDocument } from '#contract/reports/reportDocument';
import { smallReport } from '../../testing/smallReport.ts';
import type { FigureAddress } from '../docx/textRuns.ts';
import { unzip } from '../../testing/unzip.ts';
import { xlsxReport } from './xlsxReport.ts';

const written = async (document: ReportDocument, addressOf?: FigureAddress): Promise<Map<string, string>> =>
  unzip(await xlsxReport(document, addressOf));
const sheet = (files: Map<string, string>, nth: number): string =>
  files.get(`xl/worksheets/sheet${nth}.xml`) ?? '';
/** A cell's format as Excel is told it. */
const formatOf = (files: Map<string, string>, cell: string): string | undefined => {
  const styles = files.get('xl/styles.xml') ?? '';
  const nth = Number(/ s="(\d+)"/.exec(cell)?.[1]);
  const [, looks = ''] = /<cellXfs[^>]*>(.*)<\/cellXfs>/.exec(styles) ?? [];
  const [, id] = /numFmtId="(\d+)"/.exec(looks.split('<xf ')[nth + 1] ?? '') ?? [];
  return new RegExp(`numFmtId="${id}" formatCode="([^"]*)"`).exec(styles)?.[1];
};
const cell = (xml: string, name: string): string =>
  new RegExp(`<c r="${name}"[^>]*(?:/>|>.*?</c>)`).exec(xml)?.[0] ?? '';

let files: Map<string, string>;
let ranking: string;
let groups: string;
beforeAll(async () => {
  files = await written(smallReport);
  ranking = sheet(files, 2);
  groups = sheet(files, 3);
});

test('a cover that leads to a sheet for each table, and one for an annex of words', () => {
  const workbook = files.get('xl/workbook.xml') ?? '';
  expect([...workbook.matchAll(/<sheet name="([^"]*)"/g)].map(([, name]) => name)).toEqual([
    '2026年10月全市政务服务效能监管情况',
    '区县排名',
    '各区县 主要 指标',
    '附件2　指标说明',
  ]);
  expect(sheet(files, 1)).toContain(`location="'各区县 主要 指标'!A1"`);
  expect(sheet(files, 1)).toContain('>附表1　各区县主要指标<');
  expect(sheet(files, 1)).toContain('abababab');
  expect(sheet(files, 4)).toContain('到期办件中按时办结的比例');
});

describe('cells', () => {
  test.each([
    ['A3', '<v>1</v>', '0'],
    ['C3', '<v>14302</v>', '#,##0'],
    ['D3', '<v>0.9981</v>', '0.00%'],
    ['E3', '<v>0.9968</v>', '0.00%'],
    ['F3', '<v>0.9988</v>', '0.00%'],
    ['G3', '<v>0.05</v>', '+0.00;−0.00;0.00'],
    ['G5', '<v>-0.46</v>', '+0.00;−0.00;0.00'],
  ])('%s is the number %s shown as %s', (name, value, format) => {
    expect(cell(ranking, name)).toContain(value);
    expect(formatOf(files, cell(ranking, name))).toBe(format);
  });

  test('a day is a date, a change a share with its sign', () => {
    // 2026-10-31 is the 46326th day of Excel's count
    expect(cell(groups, 'Q4')).toContain('<v>46326</v>');
    expect(formatOf(files, cell(groups, 'Q4'))).toBe('yyyy\\-mm\\-dd');
    expect(cell(groups, 'C4')).toContain('<v>0.032</v>');
    expect(formatOf(files, cell(groups, 'C4'))).toBe('+0.0%;−0.0%;0.0%');
  });

  test('what is not known is a dash, text is never a formula', () => {
    expect(cell(ranking, 'A6')).toContain('>—<');
    expect(cell(ranking, 'B6')).toContain('t="inlineStr"');
    expect(cell(ranking, 'B6')).toContain('=HYPERLINK(');
    expect([...files.values()].join('')).not.toContain('<f>');
  });

  test('a row over all columns is centred and not merged, so that sorting works', () => {
    expect(cell(ranking, 'A4')).toContain('第2名至第39名');
    expect(ranking).not.toContain('A4:');
  });
});

describe('the sheet', () => {
  test('an interval has two cells under one head', () => {
    expect(cell(ranking, 'E2')).toContain('95%区间');
    expect(ranking).toContain('<mergeCell ref="E2:F2"/>');
  });

  test('groups make a head of two rows', () => {
    expect(groups).toContain('<mergeCell ref="A2:A3"/>');
    expect(groups).toContain('<mergeCell ref="B2:D2"/>');
    expect(cell(groups, 'B2')).toContain('办件量');
    expect(cell(groups, 'C3')).toContain('环比');
    expect(cell(groups, 'A4')).toContain('区县1<');
  });

  test('head and names stay in view, filter, and stand on each page', () => {
    expect(ranking).toContain('<pane xSplit="2" ySplit="2" topLeftCell="C3"');
    expect(groups).toContain('<pane xSplit="1" ySplit="3" topLeftCell="B4"');
    expect(ranking).toContain('<autoFilter ref="A2:G6"/>');
    expect(groups).toContain('<autoFilter ref="A3:Q33"/>');
    const workbook = files.get('xl/workbook.xml') ?? '';
    expect(workbook).toContain(`localSheetId="1">'区县排名'!$2:$2<`);
    expect(workbook).toContain(`localSheetId="2">'各区县 主要 指标'!$2:$3<`);
  });

  test('a wide one is printed on its side, all columns on a page, with page numbers', () => {
    expect(ranking).toContain('paperSize="9" orientation="portrait" fitToWidth="1" fitToHeight="0"');
    expect(groups).toContain('orientation="landscape"');
    expect(ranking).toContain('第 &amp;P 页 共 &amp;N 页');
  });

  test('caption above, notes below, over all columns', () => {
    expect(cell(ranking, 'A1')).toContain('表1　按时办结率排名');
    expect(ranking).toContain('<mergeCell ref="A1:G1"/>');
    expect(cell(ranking, 'A7')).toContain('注：并列者名次相同');
    expect(ranking).toContain('<mergeCell ref="A7:G7"/>');
  });
});

test('English pages are numbered in English, and a draft says so on the cover', async () => {
  const english = await written({ ...smallReport, language: 'en', watermark: 'Draft for comment' });
  expect(sheet(english, 2)).toContain('Page &amp;P of &amp;N');
  expect(sheet(english, 1)).toContain('Draft for comment');
});

test('figures lead to their cases by addresses beside the sheet, equal ones by the same', async () => {
  const book = await written(
    smallReport,
    ({ code, indicator }) => `https://desk/7?figure=${code}&is=${indicator}`,
  );
  expect(sheet(book, 2)).toContain(
    '</mergeCells><hyperlinks><hyperlink ref="D3" r:id="rId1"/></hyperlinks><print',
  );
  expect(book.get('xl/worksheets/_rels/sheet2.xml.rels')).toContain(
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="https://desk/7?figure=500120&amp;is=onTimeRate" TargetMode="External"/>',
  );
  expect(book.has('xl/worksheets/_rels/sheet3.xml.rels')).toBe(false);
  expect([...files.keys()].join('')).not.toContain('_rels/sheet');
});

test('a sheet has every row, those too that are not printed', async () => {
  const [block] = smallReport.blocks.filter(({ kind }) => kind === 'table');
  if (block?.kind !== 'table') throw new Error('the report has no table');
  const table = { ...block.table, leftOut: [{ from: 0, to: 3, gap: '另有3个区县' }] };
  const long = await written({ ...smallReport, blocks: [{ kind: 'table', table }], annexes: [] });
  expect(sheet(long, 2)).toBe(ranking);
});

test('a table without rows is a sheet', async () => {
  const [block] = smallReport.blocks.filter(({ kind }) => kind === 'table');
  if (block?.kind !== 'table') throw new Error('the report has no table');
  const table = { ...block.table, rows: [], notes: [] };
  const empty = await written({ ...smallReport, blocks: [{ kind: 'table', table }], annexes: [] });
  expect(sheet(empty, 2)).toContain('<autoFilter ref="A2:G2"/>');
});
