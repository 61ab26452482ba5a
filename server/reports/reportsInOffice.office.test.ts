import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lowestLines, openOffice, pagesOf, poppler, type Office } from '../testing/libreOffice.ts';
import { inventedSnapshot } from '../testing/reportSnapshots.ts';
import { smallReport } from '../testing/smallReport.ts';
import { wordParagraph, wordTemplate } from '../testing/wordTemplate.ts';
import { zipOf } from '../testing/zipOf.ts';
import { chartImages } from './charts/chartImages.ts';
import { documentOf } from './documents/documentOf.ts';
import { docxFile } from './docx/docxFile.ts';
import { fillTemplate } from './docx/fillTemplate.ts';
import { xlsxReport } from './xlsx/xlsxReport.ts';

/** Every sheet in a file of its own, UTF-8, values as they are typed in: only texts in quotation marks. */
const csv = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,true,false,false,false,-1';

const bulletin = documentOf(inventedSnapshot(), {
  language: 'zh',
  office: '市政务服务效能督查室',
  number: '2026年第10期（总第22期）',
  issuedOn: '2026-11-13',
  hash: 'ab'.repeat(32),
  status: 'issued',
});

let office: Office;
let at: (name: string) => string;
beforeAll(async () => {
  const images = await chartImages(smallReport);
  const template = await zipOf(wordTemplate(['{{title}}', '{{body}}'].map(wordParagraph).join('')));
  office = await openOffice({
    'small.docx': await docxFile(smallReport, images),
    'bulletin.docx': await docxFile(bulletin, await chartImages(bulletin)),
    'filled.docx': (await fillTemplate(template, smallReport, images)).file,
    'small.xlsx': await xlsxReport(
      smallReport,
      ({ code, indicator }) => `https://desk.example/reports/7?figure=${code}.${indicator}`,
    ),
  });
  at = (name) => join(office.folder, name);
  await office.convert('pdf', 'small.docx', 'bulletin.docx', 'filled.docx');
  await office.convert(csv, 'small.xlsx');
  await office.convert('fods', 'small.xlsx');
});
afterAll(async () => {
  await office.close();
});

describe.each(['small', 'bulletin'])('the Word file %s', (name) => {
  test('has its number on each page: right on odd ones, left on even ones', async () => {
    const folios = await lowestLines(at(`${name}.pdf`));
    expect(folios.length).toBeGreaterThanOrEqual(4);
    for (const [index, { text, from, to }] of folios.entries()) {
      expect(text).toBe(`—${index + 1}—`);
      if (index % 2 === 0) expect(from).toBeGreaterThan(0.7);
      else expect(to).toBeLessThan(0.3);
    }
  });

  test('has its charts in 300 dots an inch', async () => {
    const images = await poppler('pdfimages', '-list', at(`${name}.pdf`));
    expect(images).toMatch(/ image .* 300 +300 /);
  });
});

test('the paper’s words and tables are on its pages, and a wide annex on its side', async () => {
  const pages = await pagesOf(at('small.pdf'));
  const text = pages.join('').replace(/\s/g, '');
  for (const part of [
    '政务服务效能监管通报',
    '2026年第10期（总第22期）',
    '按时办结率为99.12%，环比提高0.08个百分点',
    '1璧山区14,30299.8199.68~99.88+0.05',
    '第2名至第39名见附表1',
    '注：并列者名次相同',
    '图1经核实的问题',
    '统计期间：2026-10-01至2026-10-31',
  ])
    expect(text).toContain(part);
  const turned = pages.flatMap((page, index) => (page.includes('办件量') ? index + 1 : []));
  expect(turned.length).toBeGreaterThanOrEqual(2);
  for (const nth of turned) {
    const size = await poppler('pdfinfo', '-f', String(nth), '-l', String(nth), at('small.pdf'));
    expect(size).toMatch(/size: +841\.\d+ x 595/);
  }
});

test('a whole bulletin is set without a gap in its words', async () => {
  const text = (await pagesOf(at('bulletin.pdf'))).join('').replace(/\s/g, '');
  expect(text).toContain('2026年10月全市政务服务效能监管情况');
  expect(text).not.toMatch(/undefined|NaN|null/);
  for (const block of bulletin.blocks)
    if (block.kind === 'heading') expect(text).toContain(block.text.replace(/\s/g, ''));
});

test('a filled template opens as the unit’s own paper', async () => {
  const text = (await pagesOf(at('filled.pdf'))).join('').replace(/\s/g, '');
  expect(text.startsWith('2026年10月全市政务服务效能监管情况10月，按承诺时限')).toBe(true);
  expect(text).toContain('酉阳县');
  expect(text).not.toContain('{{');
});

test('a figure of a spreadsheet leads to its cases, and is a number still', async () => {
  const read = await readFile(at('small.fods'), 'utf8');
  expect(read).toContain('xlink:href="https://desk.example/reports/7?figure=500120.onTimeRate"');
  expect(read).toContain('office:value-type="percentage" office:value="0.9981"');
});

test('a spreadsheet’s sheets are read again as numbers, shares and days', async () => {
  const ranking = await readFile(at('small-区县排名.csv'), 'utf8');
  const rows = ranking.trim().split('\n');
  expect(rows[2]).toBe('1,"璧山区",14302,99.81%,99.68%,99.88%,0.05');
  expect(rows[4]).toBe('40,"酉阳县",4633,97.69%,97.22%,98.09%,-0.46');
  expect(rows[5]).toBe('"—","=HYPERLINK(""x"")",26,100%,87.13%,100%,"—"');
  const groups = await readFile(at('small-各区县 主要 指标.csv'), 'utf8');
  const [, , , first = ''] = groups.split('\n');
  expect(first).toMatch(/^"区县1",1000000,3\.2%,1000000,.*,2026-10-31$/);
});
