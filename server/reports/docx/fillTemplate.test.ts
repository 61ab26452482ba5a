import { expect, test, vi } from 'vitest';
import { smallReport } from '../../testing/smallReport.ts';
import { unzip } from '../../testing/unzip.ts';
import { wordParagraph, wordTemplate } from '../../testing/wordTemplate.ts';
import { zipOf } from '../../testing/zipOf.ts';
import { fillTemplate } from './fillTemplate.ts';

vi.setConfig({ testTimeout: 60_000 });

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGP4////fwAJ+wP9KobjigAAAABJRU5ErkJggg==',
  'base64',
);
const images = new Map([['bars', { png, widthMm: 156, heightMm: 80 }]]);
const filled = async (paragraphs: string) => {
  const answer = await fillTemplate(await zipOf(wordTemplate(paragraphs)), smallReport, images);
  const files = unzip(answer.file);
  const body = files.get('word/document.xml') ?? '';
  return { ...answer, files, body, text: body.replace(/<\/w:p>/g, '\n').replace(/<[^>]+>/g, '') };
};
const all = ['title', 'number', 'date', 'office', 'addressee', 'body', 'annexes'];

test('a unit’s document gets the report’s words, in order, and says nothing is missing', async () => {
  const { text, unknown, unused } = await filled(all.map((key) => wordParagraph(`{{${key}}}`)).join(''));
  expect({ unknown, unused }).toEqual({ unknown: [], unused: [] });
  expect(text).not.toContain('{{');
  const parts = [
    smallReport.title,
    '2026年第10期',
    '2026年11月13日',
    '市政务服务效能督查室',
    '各区县（自治县）',
    '10月，按承诺时限',
    '一、区县按时办结率',
    '表1',
    '璧山区',
    '图1',
    '各区县主要指标',
    '附件2',
  ];
  const places = parts.map((part) => text.indexOf(part));
  expect(places).toEqual([...places].sort((a, b) => a - b));
  expect(places[0]).toBeGreaterThanOrEqual(0);
});

test('text is set as its placeholder was, headings as the template has them', async () => {
  const look = '<w:pPr><w:pStyle w:val="unit"/><w:ind w:firstLine="480"/></w:pPr>';
  const run = '<w:rPr><w:rFonts w:eastAsia="仿宋"/><w:sz w:val="28"/></w:rPr>';
  const { body } = await filled(`<w:p>${look}<w:r>${run}<w:t>{{body}}</w:t></w:r></w:p>`);
  expect(body).toMatch(
    /<w:pStyle w:val="unit"\/><w:ind w:firstLine="480"\/><\/w:pPr><w:r><w:rPr><w:rFonts w:eastAsia="仿宋"\/><w:sz w:val="28"\/><\/w:rPr><w:t xml:space="preserve">10月，/,
  );
  expect(body).toMatch(/<w:pStyle w:val="1"\/><\/w:pPr><w:r><w:t xml:space="preserve">一、区县/);
  // the template has no second level: its own text in bold
  expect(body).toMatch(
    /<w:rFonts w:eastAsia="仿宋"\/><w:b\/><w:sz w:val="28"\/><\/w:rPr><w:t xml:space="preserve">（一）/,
  );
});

test('a placeholder that Word tore into runs is one, and one with spaces too', async () => {
  const torn =
    '<w:p><w:r><w:t>关于{{ti</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>tle</w:t></w:r><w:r><w:t>}}的通知，{{ number }}</w:t></w:r></w:p>';
  const { text, unknown } = await filled(torn);
  expect(text).toContain(`关于${smallReport.title}的通知，2026年第10期（总第22期）`);
  expect(unknown).toEqual([]);
});

test('a table, a chart and a figure have places of their own, and the body is without them', async () => {
  const { text, unknown, files } = await filled(
    [
      '{{body}}',
      '{{table:regions}}',
      '{{chart:bars}}',
      '按时率{{figure:city.onTimeRate}}，璧山{{figure:region.500120.onTimeRate}}',
    ]
      .map(wordParagraph)
      .join(''),
  );
  expect(unknown).toEqual([]);
  expect(text).toContain('按时率99.12%，璧山99.81%');
  expect(text.match(/璧山区/g)).toHaveLength(1);
  expect(text.indexOf('本期数据截至')).toBeLessThan(text.indexOf('璧山区'));
  expect([...files.keys()].filter((name) => name.startsWith('word/media/'))).toHaveLength(1);
});

test('what means nothing is told and stays, what has no place is told', async () => {
  const { text, unknown, unused } = await filled(
    [
      ...['titel', 'table:none', 'figure:city.none'].map((key) => `{{${key}}}`),
      '{{date}}',
      '{{table:regions}}',
    ]
      .map(wordParagraph)
      .join(''),
  );
  expect([...unknown].sort()).toEqual(['figure:city.none', 'table:none', 'titel']);
  expect(text).toContain('{{titel}}');
  expect(unused).toEqual(['title', 'number', 'office', 'addressee', 'body', 'chart:bars', 'annexes']);
});

test('tables have looks of ours on the unit’s own ordinary text', async () => {
  const { files } = await filled(wordParagraph('{{body}}'));
  const styles = files.get('word/styles.xml') ?? '';
  expect(styles).toMatch(/w:styleId="TableText"><w:name w:val="Table Text"\/><w:basedOn w:val="a"\/>/);
  expect(styles.match(/w:styleId="1"/g)).toHaveLength(1);
});
