import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { ReportDocument } from '#contract/reports/reportDocument';
import { smallReport } from '../../testing/smallReport.ts';
import { unzip } from '../../testing/unzip.ts';
import { docxFile } from './docxFile.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

/** One white dot. */
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGP4////fwAJ+wP9KobjigAAAABJRU5ErkJggg==',
  'base64',
);
const images = new Map([['bars', { png, widthMm: 156, heightMm: 80 }]]);
const written = async (document: ReportDocument): Promise<Map<string, string>> =>
  unzip(await docxFile(document, images));
const textOf = (xml: string): string => xml.replace(/<[^>]+>/g, '');

let files: Map<string, string>;
let body: string;
beforeAll(async () => {
  files = await written(smallReport);
  body = files.get('word/document.xml') ?? '';
});

describe('the page of an official paper', () => {
  test('A4, 37 and 28 mm, a text block of 156 × 225 mm, 22 lines of 28 characters', () => {
    expect(body).toMatch(/<w:pgSz w:w="11906" w:h="16838"/);
    expect(body).toMatch(/<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587"/);
    expect(body).toMatch(/<w:docGrid w:type="linesAndChars" w:linePitch="579" w:charSpace="-842"\/>/);
    const styles = files.get('word/styles.xml') ?? '';
    expect(styles).toMatch(
      /w:styleId="Normal".*?w:line="579" w:lineRule="exact".*?w:eastAsia="仿宋_GB2312".*?w:sz w:val="32"/s,
    );
    expect(styles).toMatch(/w:styleId="Title".*?w:eastAsia="方正小标宋简体".*?w:sz w:val="44"/s);
    expect(styles).toMatch(/w:styleId="Heading2".*?w:eastAsia="楷体_GB2312"/s);
    expect(styles).toMatch(/w:styleId="BodyTextFirstIndent".*?w:firstLineChars="200"/s);
  });

  test('fonts are named with what stands in for them, and none is embedded', () => {
    expect(files.get('word/fontTable.xml')).toContain('w:name="仿宋_GB2312"><w:altName w:val="仿宋,FangSong');
    expect([...files.keys()].filter((name) => name.includes('fonts/'))).toEqual([]);
  });

  test('page numbers stand on the outer sides: right on odd pages, left on even ones', () => {
    expect(files.get('word/settings.xml')).toContain('<w:evenAndOddHeaders');
    const footers = [...files].filter(([name]) => name.startsWith('word/footer')).map(([, xml]) => xml);
    expect(footers.some((xml) => xml.includes('w:jc w:val="right"') && xml.includes('PAGE'))).toBe(true);
    expect(footers.some((xml) => xml.includes('w:jc w:val="left"') && xml.includes('PAGE'))).toBe(true);
    for (const xml of footers) expect(textOf(xml).replace('PAGE', '1')).toBe('— 1 —');
  });

  test('a table too wide for the paper stands on its side, and what follows it does not', () => {
    const turns = [...body.matchAll(/<w:pgSz w:w="(\d+)" w:h="(\d+)"/g)].map(([, width, height]) =>
      Number(width) > Number(height) ? 'landscape' : 'portrait',
    );
    expect(turns).toEqual(['portrait', 'landscape', 'portrait']);
  });

  test('title, number and what it rests on are properties of the file', () => {
    const core = files.get('docProps/core.xml') ?? '';
    expect(core).toContain(smallReport.title);
    expect(core).toContain('2026年第10期（总第22期）');
    expect(core).toContain('abababab');
  });
});

describe('text, tables and charts', () => {
  test('all words are there, escaped and in their order', () => {
    const text = textOf(body);
    const parts = [
      '政务服务效能监管通报',
      '各区县（自治县）人民政府',
      '99.12%',
      '&amp; “同比”&lt;提高&gt;',
      '（一）排名',
      '第2名至第39名见附表1',
      '注：并列者',
      '图1',
      '本期数据',
      '各区县主要指标',
      '指标说明',
      'SHA-256',
    ];
    const places = parts.map((part) => text.indexOf(part));
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  test('a table repeats its head, tears no row, and shows what is not known as a dash', () => {
    const [table = ''] = /<w:tbl>.*?<\/w:tbl>/s.exec(body) ?? [];
    expect(table.match(/<w:tblHeader/g)).toHaveLength(1);
    expect(table.match(/<w:cantSplit/g)).toHaveLength(5);
    expect(table).toContain('<w:gridSpan w:val="6"/>');
    expect(table).toMatch(/w:color w:val="C00000".*?酉阳县/s);
    expect(textOf(table)).toContain('—=HYPERLINK("x")26100.0087.13 ~ 100.00—'.replaceAll('"', '&quot;'));
  });

  test('groups of columns make a head of two rows', () => {
    const [, table = ''] = body.match(/<w:tbl>.*?<\/w:tbl>/gs) ?? [];
    expect(table.match(/<w:tblHeader/g)).toHaveLength(2);
    expect(table.match(/<w:gridSpan w:val="3"\/>/g)).toHaveLength(5);
    expect(table.match(/<w:vMerge/g)).toHaveLength(4);
  });

  test('a chart is a picture with words for who cannot see it; without a picture the words stand there', async () => {
    expect(body).toContain('descr="超承诺1284件，事后补录812件。"');
    expect([...files.keys()].filter((name) => name.startsWith('word/media/'))).toHaveLength(1);
    const bare = unzip(await docxFile(smallReport, new Map()));
    expect(textOf(bare.get('word/document.xml') ?? '')).toContain('超承诺1284件');
  });

  test('a figure leads to its cases where they have an address', async () => {
    const linked = unzip(
      await docxFile(
        smallReport,
        images,
        ({ by, code, indicator }) => `https://duban.example/f/${by}/${code}/${indicator}`,
      ),
    );
    const links = linked.get('word/_rels/document.xml.rels') ?? '';
    expect(links).toContain('Target="https://duban.example/f/region/500120/onTimeRate"');
    expect(links).toContain('Target="https://duban.example/f/all//onTimeRate"');
    expect(files.get('word/_rels/document.xml.rels')).not.toContain('https://duban.example');
  });

  test('a draft says so on every page', async () => {
    const drafts = await written({ ...smallReport, watermark: '征求意见稿' });
    const headers = [...drafts].filter(([name]) => /word\/header\d+\.xml/.test(name));
    expect(headers.length).toBeGreaterThanOrEqual(2);
    for (const [, xml] of headers) expect(xml).toContain('string="征求意见稿"');
    expect([...files.values()].join('')).not.toContain('征求意见稿');
  });

  test('English has larger lines of smaller type, and no grid of characters', async () => {
    const english = await written({ ...smallReport, language: 'en' });
    expect(english.get('word/document.xml')).not.toContain('linesAndChars');
    expect(english.get('word/styles.xml')).toMatch(/w:styleId="Heading1".*?<w:b\/>/s);
  });
});
