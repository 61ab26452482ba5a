import { expect, test } from 'vitest';
import { readPerson } from './readPerson.ts';

const person = (claims: Record<string, unknown>) => readPerson({ sub: 's1', ...claims }, 'roles');

test('a person is read from the claims', () => {
  expect(
    person({ preferred_username: 'li.ming', name: ' 李明 ', roles: ['inspectors', '/city/all'] }),
  ).toEqual({
    subject: 's1',
    name: 'li.ming',
    displayName: '李明',
    groups: ['inspectors', '/city/all'],
  });
});

test.each([undefined, '', 7, 'li ming', '../admin', 'x'.repeat(65)])(
  'the name %j is none that an account may have',
  (name) => {
    expect(person({ preferred_username: name }).name).toBeNull();
  },
);

test('letters that only look different are the same name', () => {
  expect(person({ preferred_username: 'ａｄｍｉｎ' }).name).toBe('admin');
});

test('one group may come as text; of anything else there are none', () => {
  expect(person({ roles: 'inspectors' }).groups).toEqual(['inspectors']);
  expect(person({ roles: { inspectors: true } }).groups).toEqual([]);
  expect(person({ groups: ['inspectors'] }).groups).toEqual([]);
});

test('a long name is cut where a character ends', () => {
  expect(person({ name: '𠮷'.repeat(70) }).displayName).toBe('𠮷'.repeat(64));
});

test('what no column holds is left out, and a subject like that is refused', () => {
  expect(person({ name: 'a\0b', roles: ['inspectors', 'a\0b', '\ud800'] })).toMatchObject({
    displayName: null,
    groups: ['inspectors'],
  });
  for (const sub of ['', 'a\0b', 'x'.repeat(256)]) expect(() => readPerson({ sub }, 'roles')).toThrow();
});
