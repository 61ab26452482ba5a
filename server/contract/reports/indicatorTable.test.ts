import { expect, test } from 'vitest';
import { indicatorIds } from './indicator.ts';
import { indicatorOf, indicatorTable } from './indicatorTable.ts';

test('every indicator is defined once and has its words in both languages', () => {
  expect(indicatorTable.map(({ id }) => id)).toEqual([...indicatorIds]);
  for (const { id, name, definition, formula, version } of indicatorTable) {
    expect(name.zh, id).toMatch(/\p{Script=Han}/u);
    expect(definition.zh, id).toMatch(/。$/);
    expect(name.en, id).toMatch(/^[A-Z]/);
    expect(definition.en, id).toMatch(/\.$/);
    expect(formula, id).not.toBe('');
    expect(version, id).toBeGreaterThan(0);
  }
  for (const language of ['zh', 'en'] as const)
    expect(new Set(indicatorTable.map(({ name }) => name[language])).size).toBe(indicatorIds.length);
});

test('counts are whole, shares are printed with decimals and ranked from 30 on', () => {
  for (const { id, unit, decimals, least } of indicatorTable) {
    const whole = unit === 'cases' || unit === 'items' || unit === 'flags';
    expect(decimals === 0, id).toBe(whole);
    if (unit === 'perThousand' || unit === 'workdays') expect(least, id).toBe(30);
  }
  expect(indicatorOf('onTimeRate')).toMatchObject({
    unit: 'share',
    better: 'higher',
    least: 30,
    decimals: 2,
  });
});
