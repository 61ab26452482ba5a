import { expect, test } from 'vitest';
import { decodeText } from './decodeText.ts';

test.each([
  ['UTF-8', Buffer.from('代码,名称')],
  ['UTF-8 with a mark', Buffer.from('\ufeff代码,名称')],
  ['UTF-16 as "Unicode text"', Buffer.from('\ufeff代码,名称', 'utf16le')],
  ['GBK', Buffer.from([0xb4, 0xfa, 0xc2, 0xeb, 0x2c, 0xc3, 0xfb, 0xb3, 0xc6])],
])('a table in %s is read', (_name, bytes) => {
  expect(decodeText(bytes)).toBe('代码,名称');
});

test('a workbook is no text', () => {
  expect(decodeText(Buffer.from([0x50, 0x4b, 0x03, 0x04, 0x14, 0x00, 0x06, 0x00]))).toBeNull();
});
