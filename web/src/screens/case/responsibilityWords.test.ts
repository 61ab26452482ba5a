import { expect, test } from 'vitest';
import { chainBack, handlerText, workdaysText } from './responsibilityWords.ts';

const holding = (code: string, name: string | null = null) => ({
  handler: { code, name, kind: 'human' as const },
  department: null,
  from: '2026-03-02T01:00:00.000Z',
  until: null,
  taken: 'told' as const,
  worked: 0,
  suspended: 0,
  acts: [],
});
const t = (_key: string, { n }: Record<string, unknown>) => `${String(n)} d`;

test('a handler is told by code, with the masked name where there is one', () => {
  expect(handlerText(holding('u-1').handler)).toBe('u-1');
  expect(handlerText(holding('u-1', '王**').handler)).toBe('u-1 王**');
});

test('working days are told in tenths', () => {
  expect(workdaysText(86_400_000 * 2.26, t)).toBe('2.3 d');
  expect(workdaysText(0, t)).toBe('0 d');
});

test('the way back begins with who had it and ends with the first', () => {
  const holdings = [holding('a'), holding('b'), holding('c')];
  expect(chainBack(holdings, 1)).toBe('b ← a');
  expect(chainBack(holdings, 0)).toBe('a');
});
