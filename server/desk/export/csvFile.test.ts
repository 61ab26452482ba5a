import { expect, test } from 'vitest';
import { csvFile } from './csvFile.ts';
import type { Cell } from './sheet.ts';

const written = async (rows: Cell[][], zone = 'Asia/Shanghai'): Promise<string> => {
  const pages = async function* (): AsyncGenerator<Cell[][]> {
    for (const row of rows) yield await Promise.resolve([row]);
  };
  const sheet = { name: 's', columns: [{ title: '编号', width: 9 }], rows: pages() };
  const chunks: Buffer[] = [];
  for await (const chunk of csvFile(sheet, zone)) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
};

test('a file begins with a byte order mark and its titles, and ends each line as RFC 4180 says', async () => {
  expect(await written([['甲'], ['乙']])).toBe('\ufeff编号\r\n甲\r\n乙\r\n');
});

test.each([
  ['=1+1', "'=1+1"],
  ['+86 23', "'+86 23"],
  ['-2', "'-2"],
  ['@cmd', "'@cmd"],
  ['\t=1', "'\t=1"],
  ['=HYPERLINK("http://x","y")', `"'=HYPERLINK(""http://x"",""y"")"`],
  ['a,b', '"a,b"'],
  ['a"b', '"a""b"'],
  ['a\nb', '"a\nb"'],
  ['a=b', 'a=b'],
])('the text %j is written as %j', async (text, expected) => {
  expect(await written([[text]])).toBe(`\ufeff编号\r\n${expected}\r\n`);
});

test.each([
  ['2026-11-22T01:30:00.500Z', 'Asia/Shanghai', '2026-11-22 09:30:00'],
  ['2026-07-01T12:00:00Z', 'Europe/Amsterdam', '2026-07-01 14:00:00'],
  ['2026-10-25T00:59:59Z', 'Europe/Amsterdam', '2026-10-25 02:59:59'],
  ['2026-10-25T01:00:00Z', 'Europe/Amsterdam', '2026-10-25 02:00:00'],
  ['2026-01-01T03:00:00Z', 'America/St_Johns', '2025-12-31 23:30:00'],
])('%s is %s time %s', async (at, zone, expected) => {
  expect(await written([[{ at: Date.parse(at) }, -3, null]], zone)).toBe(`\ufeff编号\r\n${expected},-3,\r\n`);
});
