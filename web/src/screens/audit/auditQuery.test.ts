import { expect, test } from 'vitest';
import { auditQueryOf } from './auditQuery.ts';

test('the address says what the audit is narrowed by, and nothing that is empty or not its own', () => {
  expect(
    auditQueryOf({ actor: ' li ', action: '', lang: 'zh', to: ['2026-11-22', 'x'], kind: null }),
  ).toEqual({
    actor: 'li',
    to: '2026-11-22',
  });
});
