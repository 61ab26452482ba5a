import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ReportDocument } from '#contract/reports/reportDocument';
import { printedDocument } from '../../testing/printedDocument.ts';
import { chartImages } from '../charts/chartImages.ts';
import { pdfFile } from './pdfFile.ts';

const directory = mkdtempSync(join(tmpdir(), 'duban-pdf-'));
// CI has poppler; elsewhere only what needs no reading of pages is looked at
const read = test.skipIf(spawnSync('pdftotext', ['-v']).status !== 0);
afterAll(() => rmSync(directory, { recursive: true }));
const path = (name: string) => join(directory, `${name}.pdf`);
/** poppler's reading of it, page by page; a page ends with a form feed. */
const textOf = (name: string) =>
  execFileSync('pdftotext', ['-layout', path(name), '-'], { encoding: 'utf8' });
const infoOf = (name: string) => execFileSync('pdfinfo', [path(name)], { encoding: 'utf8' });
const flat = (text: string) => text.replaceAll(/\s+/g, '');

let issued: { file: Buffer; missing: string[] };
beforeAll(async () => {
  issued = await pdfFile(
    printedDocument,
    await chartImages(printedDocument),
    undefined,
    ({ indicator, code }) =>
      indicator === 'received' ? `https://duban.example/reports/cases?of=${code}` : undefined,
  );
  writeFileSync(path('issued'), issued.file);
}, 120_000);

read(
  'its text is read as correct Chinese, numbers with their units, no spaces between characters of a full line',
  () => {
    const text = textOf('issued');
    expect(text).toContain('2026年第9期（总第21期）');
    expect(text).toContain('办结承诺件39.81万件，按承诺时限的按时办结率为99.12%，环比');
    expect(text).toContain('3503件；申诉146件，撤销62件，不计入本期。');
    const words = flat(text);
    for (const said of [
      '政务服务效能监管通报',
      '各区县（自治县）人民政府，市级各部门：',
      '第5名至第37名见附表1',
      '99.71~99.91',
      '−0.10',
    ])
      expect(words).toContain(said);
  },
);

read('a small file of A4 pages, a number at the foot of each, outer side', () => {
  expect(issued.file.length).toBeLessThan(1_500_000);
  expect(infoOf('issued')).toMatch(/Page size:\s+595\.28 x 841\.89 pts \(A4\)/);
  const pages = textOf('issued').split('\f').slice(0, -1);
  expect(pages.length).toBeGreaterThan(4);
  pages.forEach((page, index) => {
    expect(flat(page.trimEnd().split('\n').at(-1) ?? '')).toBe(`—${String(index + 1)}—`);
  });
  const placed = execFileSync('pdftotext', ['-bbox', path('issued'), '-'], { encoding: 'utf8' });
  const lefts = placed
    .split('</page>')
    .slice(0, -1)
    .map((page, index) =>
      Number(new RegExp(`xMin="([\\d.]+)" yMin="7[\\d.]+"[^>]*>${String(index + 1)}</word>`).exec(page)?.[1]),
    );
  expect(lefts.map((left) => (left > 400 ? 'right' : left < 120 ? 'left' : left))).toEqual(
    pages.map((_, index) => (index % 2 === 0 ? 'right' : 'left')),
  );
});

read("a table's caption and head stand again on its next page", () => {
  const annex = textOf('issued')
    .split('\f')
    .filter((page) => page.includes('按时办结率排名'));
  expect(annex.length).toBeGreaterThanOrEqual(3);
  for (const page of annex) expect(flat(page)).toContain('环比同比');
});

read('what it rests on is in its properties, and headings are its outline', () => {
  const info = infoOf('issued');
  expect(info).toMatch(/Title:\s+2026年9月全市政务服务效能监管情况/);
  expect(info).toMatch(/Keywords:.*9f86d081884c7d65/);
  const raw = issued.file.toString('latin1');
  expect(raw).toContain('/Outlines');
  expect(raw).toContain('/Lang (zh-CN)');
  expect(raw).toContain('https://duban.example/reports/cases?of=');
});

read(
  'a character that the font lacks is printed as 〓 and reported with its place',
  async () => {
    const rare: ReportDocument = {
      ...printedDocument,
      watermark: '征求意见稿',
      annexes: [],
      blocks: [
        { kind: 'heading', level: 1, text: '一、典型案例' },
        { kind: 'paragraph', runs: [{ text: '重庆𠮷达公司与綦江䶮记、𬭎业公司。' }] },
      ],
    };
    const { file, missing } = await pdfFile(rare, new Map());
    expect(missing).toEqual(['𠮷 U+20BB7: 一、典型案例, 重庆𠮷达公司与綦江䶮记']);
    writeFileSync(path('rare'), file);
    expect(flat(textOf('rare'))).toContain('重庆〓达公司与綦江䶮记、𬭎业公司。');
    expect(textOf('rare')).toMatch(/征|求|意/);
  },
  60_000,
);

read(
  'a chart without a picture has its description',
  async () => {
    const { file } = await pdfFile(
      { ...printedDocument, annexes: [], blocks: printedDocument.blocks.slice(3, 4) },
      new Map(),
    );
    writeFileSync(path('plain'), file);
    expect(flat(textOf('plain'))).toContain('璧山区最高，为99.81%');
  },
  60_000,
);
