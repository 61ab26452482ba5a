import { expect, test } from 'vitest';
import { detailText } from './detailText.ts';

const words = {
  name: (name: string) => (name === 'role' ? '角色' : name),
  value: (_: string, value: string) => (value === 'inspector' ? '督查员' : value),
  moment: (at: number) => new Date(at).toISOString().slice(0, 10),
};

test.each([
  [{ role: ['inspector', 'supervisor'], region: [null, 'A'] }, '角色: 督查员 → supervisor, region: – → A'],
  [{ days: 30, role: null, query: { region: 'B' } }, 'days: 30, query: {"region":"B"}'],
  [{ dueAt: Date.UTC(2026, 10, 22), event: 'sent' }, 'dueAt: 2026-11-22'],
  [{}, ''],
  [null, ''],
])('%j is said as "%s"', (detail, text) => {
  expect(detailText(detail, words)).toBe(text);
});
