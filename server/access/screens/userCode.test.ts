import { expect, test } from 'vitest';
import { randomUserCode, readUserCode } from './userCode.ts';

test('a code has six characters, none of which looks like another or makes words', () => {
  for (let i = 0; i < 500; i += 1) expect(randomUserCode()).toMatch(/^[^0-2580ABEGILOSUVZ]{6}$/);
});

test('a code is read however it was typed', () => {
  const code = randomUserCode();
  const typed = ` ${code.slice(0, 3).toLowerCase()}-${code.slice(3)} `;
  expect(readUserCode(typed)).toBe(code);
  for (const wrong of ['', 'CDFHJ', 'CDFHJKM', 'CDFHJ0', '\0', 'x'.repeat(2000)])
    expect(readUserCode(wrong)).toBeUndefined();
});
