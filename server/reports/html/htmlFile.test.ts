import { expect, test } from 'vitest';
import type { ReportDocument } from '#contract/reports/reportDocument';
import { printedDocument, printedTable } from '../../testing/printedDocument.ts';
import type { ChartImages } from '../charts/chartImages.ts';
import { htmlFile } from './htmlFile.ts';

const images: ChartImages = new Map([
  ['onTime', { png: Buffer.from('picture'), widthMm: 156, heightMm: 66 }],
]);
const page = htmlFile(printedDocument, images);

test('one page that needs nothing else: neither a script nor anything that is fetched', () => {
  expect(page).not.toMatch(/<script|<link|@import|\bon\w+=|url\(/);
  expect(page.match(/(?:src|href)="[^"]*"/g)).toEqual([
    `src="data:image/png;base64,${images.get('onTime')!.png.toString('base64')}"`,
  ]);
  expect(page).toContain("default-src 'none'");
  expect(page).toContain('<html lang="zh-CN">');
});

test('heads say which cells they are of, in two levels; every table has its caption', () => {
  expect(page).toContain('<th scope="colgroup" colspan="2">差值（百分点）</th>');
  expect(page).toContain('<th scope="col" rowspan="2">区县</th>');
  expect(page.match(/<caption /g)).toHaveLength(2);
  expect(page).toContain('<tr class="gap"><td colspan="8">第5名至第37名见附表1</td></tr>');
  expect(page).toMatch(
    /<tr class="muted"><td>—<\/td><td class="start">万盛经开区<\/td><td class="end">26<\/td>/,
  );
});

test('a picture is told in words; without one its words stand in its place', () => {
  expect(page).toContain('alt="璧山区最高，为99.81%；大渡口区最低。"');
  expect(page).toContain('<p>二月没有数据。</p>');
});

test('figures lead to their cases where these have an address', () => {
  const led = htmlFile(printedDocument, images, ({ by, code, indicator }) =>
    indicator === 'onTimeRate' ? `/reports/1/cases?by=${by}&code=${code}` : undefined,
  );
  expect(led).toContain('<a href="/reports/1/cases?by=region&amp;code=璧山区">99.81</a>');
  expect(led).not.toContain('>94.62万件</a>');
});

test('whatever is written stays text', () => {
  const evil = `<img src=x onerror="alert(1)">&'`;
  const said: ReportDocument = {
    ...printedDocument,
    ...{ title: evil, addressee: evil, watermark: evil, imprint: [evil] },
    masthead: { title: evil, number: evil, office: evil, date: evil },
    signature: { office: evil, date: evil },
    blocks: [
      { kind: 'heading', level: 2, text: evil },
      {
        kind: 'paragraph',
        runs: [{ text: evil, bold: true, figure: { by: 'all', code: evil, indicator: evil } }],
      },
      { kind: 'note', text: evil },
      { kind: 'table', table: { ...printedTable(evil, 1), caption: evil, notes: [evil] } },
    ],
    annexes: [{ title: evil, blocks: [] }],
  };
  const html = htmlFile(said, new Map(), ({ code }) => `/cases?${code}`);
  expect(html).not.toContain('<img');
  expect(html).toContain('&lt;img src=x onerror=&quot;alert(1)&quot;&gt;&amp;');
});

test('an English paper says so', () => {
  expect(htmlFile({ ...printedDocument, language: 'en' }, images)).toContain('<html lang="en">');
});
