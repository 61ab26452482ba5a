import { Problem } from '#contract/problem';
import { expect, test } from 'vitest';
import { faultOf } from './faultOf.ts';

const words = { t: (key: string) => key, te: (key: string) => key === 'admin.fault.port' };

test('a fault stands at its field alone, in words that are known, else in the server’s', () => {
  const wrong = new Problem('invalid', 'a number expected', { path: 'mail.port' });
  expect(faultOf(wrong, 'port', words)).toBe('admin.fault.port');
  expect(faultOf(wrong, 'host', words)).toBe('');
  expect(faultOf(new Problem('invalid', 'too long', { path: 'name' }), 'name', words)).toBe('too long');
  expect(faultOf(null, 'name', words)).toBe('');
});

test('a name that is taken is said so', () => {
  expect(faultOf(new Problem('conflict', 'x', { path: 'name' }), 'name', words)).toBe('admin.fault.taken');
});
