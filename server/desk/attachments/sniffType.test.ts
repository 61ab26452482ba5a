import { expect, test } from 'vitest';
import { zipFile } from '../../sheets/zipFile.ts';
import { sniffType } from './sniffType.ts';

const bytes = (text: string): Buffer => Buffer.from(text, 'latin1');
const zipOf = async (...names: string[]): Promise<Buffer> => {
  const entries = async function* () {
    for (const name of names) yield await Promise.resolve({ name, content: ['x'] });
  };
  const chunks: Buffer[] = [];
  for await (const chunk of zipFile(entries())) chunks.push(chunk);
  return Buffer.concat(chunks);
};

test.each([
  ['application/pdf', bytes('%PDF-1.7\n')],
  ['image/png', bytes('\x89PNG\r\n\x1a\n....')],
  ['image/jpeg', bytes('\xff\xd8\xff\xe0..')],
  ['image/webp', bytes('RIFF\x10\0\0\0WEBPVP8 ')],
  ['text/plain', Buffer.from('情况说明：\r\n\t已整改')],
])('%s is told by its bytes', (type, file) => {
  expect(sniffType(file, 'txt')).toBe(type);
});

test.each([
  ['an empty file', Buffer.alloc(0)],
  ['a program', bytes('MZ\x90\0\x03\0\0\0')],
  ['text with a null', bytes('abc\0def')],
  ['text that is not UTF-8', Buffer.from([0xd6, 0xd0, 0xce, 0xc4])],
  ['half a zip', bytes('PK\x03\x04....')],
])('%s is nothing that is taken', (_what, file) => {
  expect(sniffType(file, 'txt')).toBeUndefined();
});

test('a page or a picture of vectors is text to keep, never one to show', () => {
  expect(sniffType(Buffer.from('<svg onload="alert(1)"/>'), 'svg')).toBe('text/plain');
});

test('text called .csv is a table', () => {
  expect(sniffType(Buffer.from('a,b\n1,2\n'), 'csv')).toBe('text/csv');
});

test('documents are told by what their package holds; with macros they are not taken', async () => {
  const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
  const excel = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  const types = '[Content_Types].xml';
  expect(sniffType(await zipOf(types, 'word/document.xml'), 'docx')).toBe(word);
  expect(sniffType(await zipOf('xl/workbook.xml', types), 'xlsx')).toBe(excel);
  expect(sniffType(await zipOf(types, 'word/document.xml', 'word/vbaProject.bin'), 'docx')).toBeUndefined();
  expect(sniffType(await zipOf('a.exe'), 'docx')).toBeUndefined();
  expect(sniffType(await zipOf('word/document.xml'), 'docx')).toBeUndefined();
});
