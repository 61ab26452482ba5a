import { expect, test } from 'vitest';
import { maskNumbers } from './maskNumbers.ts';

test.each([
  ['已电话联系申请人13812345678', '已电话联系申请人138****5678'],
  ['证件 11010519491231002X 有误', '证件 1101**********002X 有误'],
  ['办件 500112-2026-000123，座机 023-67812345', '办件 500112-2026-000123，座机 023-67812345'],
  ['20260302101500123456789', '20260302101500123456789'],
])('"%s" is kept as "%s"', (typed, kept) => {
  expect(maskNumbers(typed)).toBe(kept);
});
