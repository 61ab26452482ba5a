import { expect, it } from 'vitest';
import { userCode } from './userCode.ts';

it.each([' k7q-4mx', 'K7Q 4MX', 'k7q4mx\n', 'K7Q・4MX'])('%j is read as it was meant', (typed) => {
  expect(userCode(typed)).toBe('K7Q4MX');
});
