import { expect, it } from 'vitest';
import { useDaySelection } from './useDaySelection.ts';

it('chooses one day, a span in either direction from it, and single days beside', () => {
  const { sorted, pick, extend, toggle, clear } = useDaySelection();
  pick('2026-10-05');
  extend('2026-10-07');
  expect(sorted.value).toEqual(['2026-10-05', '2026-10-06', '2026-10-07']);
  extend('2026-10-04');
  expect(sorted.value).toEqual(['2026-10-04', '2026-10-05']);
  toggle('2026-10-09');
  toggle('2026-10-04');
  expect(sorted.value).toEqual(['2026-10-05', '2026-10-09']);
  clear();
  expect(sorted.value).toEqual([]);
});
