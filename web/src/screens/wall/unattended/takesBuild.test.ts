import { expect, it } from 'vitest';
import { takesBuild } from './takesBuild.ts';

it('takes a build that is another than its own', () => {
  expect(takesBuild({ own: 'a', newest: 'b', tried: '' })).toBe(true);
  expect(takesBuild({ own: 'a', newest: 'a', tried: '' })).toBe(false);
});

it('does not try again what a proxy keeps from it', () => {
  expect(takesBuild({ own: 'a', newest: 'b', tried: 'b' })).toBe(false);
  expect(takesBuild({ own: 'a', newest: 'c', tried: 'b' })).toBe(true);
});

it('does nothing where no build is known', () => {
  expect(takesBuild({ own: '', newest: 'b', tried: '' })).toBe(false);
  expect(takesBuild({ own: 'a', newest: '', tried: '' })).toBe(false);
});
