import { expect, test } from 'vitest';
import { unzip } from '../../testing/unzip.ts';
import type { Cell, Sheet } from './sheet.ts';
import { xlsxFile } from './xlsxFile.ts';

const sheetOf = (pages: Cell[][][]): Sheet => ({
  name: '预警',
  columns: [
    { title: '办件 & <编号>', width: 20 },
    { title: '时间', width: 20 },
  ],
  rows: (async function* () {
    for (const page of pages) yield await Promise.resolve(page);
  })(),
});
const read = async (pages: Cell[][][], rowsASheet?: number): Promise<Map<string, string>> => {
  const chunks: Buffer[] = [];
  for await (const chunk of xlsxFile(sheetOf(pages), 'Asia/Shanghai', rowsASheet)) chunks.push(chunk);
  return unzip(Buffer.concat(chunks));
};
const first = 'xl/worksheets/sheet1.xml';

test('cells keep their type: text is never a formula, an instant is a date of the zone', async () => {
  const files = await read([
    [
      ['=1+1 <b>', { at: Date.parse('2026-11-22T04:00:00Z') }],
      [42, null],
    ],
  ]);
  const sheet = files.get(first) ?? '';
  expect(sheet).toContain('<is><t xml:space="preserve">=1+1 &lt;b&gt;</t></is>');
  expect(sheet).not.toContain('<f>');
  // 2026-11-22 is the 46348th day of Excel's count; noon is half of it
  expect(sheet).toContain('<c s="1"><v>46348.5</v></c>');
  expect(sheet).toContain('<row><c><v>42</v></c><c/></row>');
});

test('the header stays in view and filters all rows', async () => {
  const sheet = (await read([[['a', null]], [['b', null]]])).get(first) ?? '';
  expect(sheet).toContain('state="frozen"');
  expect(sheet).toContain('办件 &amp; &lt;编号&gt;');
  expect(sheet).toContain('<autoFilter ref="A1:B3"/>');
});

test('rows beyond what a sheet may have go on in another, with the header again', async () => {
  const files = await read(
    [
      [['a'], ['b'], ['c']],
      [['d'], ['e']],
    ],
    3,
  );
  expect([...files.keys()].filter((name) => name.includes('worksheets/'))).toHaveLength(3);
  expect(files.get('xl/worksheets/sheet3.xml')).toMatch(/编号.*>e</s);
  expect(files.get('xl/workbook.xml')).toContain('name="预警 3" sheetId="3"');
  expect(files.get('[Content_Types].xml')).toContain('/xl/worksheets/sheet3.xml');
  expect(files.get('xl/_rels/workbook.xml.rels')).toContain('worksheets/sheet3.xml');
});

test('as many rows as fit make one sheet, and none at all too', async () => {
  const names = async (pages: Cell[][][]): Promise<number> =>
    [...(await read(pages, 3)).keys()].filter((name) => name.includes('worksheets/')).length;
  expect(await names([[['a'], ['b']]])).toBe(1);
  expect(await names([])).toBe(1);
});

test('characters that XML cannot hold are left out', async () => {
  const sheet = (await read([[['a\u0001b\ud800c']]])).get(first) ?? '';
  expect(sheet).toContain('>abc<');
});

test('a reader that goes away ends the rows', async () => {
  let ended = false;
  const rows = async function* (): AsyncGenerator<Cell[][]> {
    try {
      for (;;) yield await Promise.resolve([['x'.repeat(10_000)]]);
    } finally {
      ended = true;
    }
  };
  const file = xlsxFile({ ...sheetOf([]), rows: rows() }, 'UTC');
  for (let chunks = 0; chunks < 3; chunks += 1) await file.next();
  await file.return(undefined);
  expect(ended).toBe(true);
});
