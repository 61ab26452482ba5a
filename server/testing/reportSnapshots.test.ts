import { expect, test } from 'vitest';
import { reportKinds } from '#contract/reports/reportKind';
import { inventedSnapshot } from './reportSnapshots.ts';

test('an invented snapshot of each kind is the same in every run and holds no figure that is none', () => {
  for (const kind of reportKinds) {
    const text = JSON.stringify(inventedSnapshot(kind), (_, value: unknown) =>
      typeof value === 'number' && !Number.isFinite(value) ? 'NaN' : value,
    );
    expect(text).toBe(JSON.stringify(inventedSnapshot(kind)));
    expect(text).not.toContain('NaN');
  }
  const { rankings } = inventedSnapshot();
  expect(rankings[0]?.rows).toHaveLength(41);
  expect(rankings[0]?.rows.at(-1)).toMatchObject({ code: '500A03', rank: null, reason: 'too_few_cases' });
});
