import { expect, test } from 'vitest';
import { reportQueryOf } from './reportQuery.ts';

test('the address says what the archive is narrowed by, and nothing that is empty or not its own', () => {
  expect(
    reportQueryOf({ kind: 'monthly_bulletin', period: ' 2026-10 ', status: '', scope: null, lang: 'en' }),
  ).toEqual({ kind: 'monthly_bulletin', period: '2026-10' });
});
