import { expect, test } from 'vitest';
import { headerWords } from './headerWords.ts';

test('words go into a header encoded, and half a character is left out', () => {
  expect(decodeURIComponent(headerWords(['表:甲', 'b,c\r\n', 'x\ud83d'], ','))).toBe('表:甲,b,c\r\n,x');
  expect(headerWords(['a\r\nb'], ',')).toBe('a%0D%0Ab');
  expect(headerWords([], ',')).toBe('');
});

test('no more of them than a proxy lets through', () => {
  const many = Array.from({ length: 5000 }, (_, nth) => `占位符${nth}`);
  const told = headerWords(many, ',');
  expect(told.length).toBeLessThanOrEqual(2000);
  expect(decodeURIComponent(told).split(',')).toEqual(
    many.slice(0, decodeURIComponent(told).split(',').length),
  );
  expect(headerWords(['x'.repeat(3000)], ',')).toBe('');
});
