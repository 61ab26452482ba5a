import { expect, it } from 'vitest';
import { maskedNumber } from './maskedNumber.ts';

it('hides four places before the last two, and leaves short numbers readable', () => {
  expect(maskedNumber('500112-2026-000123')).toBe('500112-2026-****23');
  expect(maskedNumber('C-1')).toBe('C-1');
});
