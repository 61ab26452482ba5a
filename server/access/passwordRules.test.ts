import { expect, test } from 'vitest';
import { checkPassword } from './passwordRules.ts';

test.each([
  ['shorter than 12 characters', 'Tr0ub4dor&3', 'wang'],
  ['the account name', 'Administrator-Wang', 'administrator-wang'],
  ['the account name with a number', 'wangxiaoming1', 'wangxiaoming'],
  ['one of the commonest', 'Administrator', 'wang'],
  ['a keyboard walk', '1QAZ2wsx3edc', 'wang'],
  ['one character again and again', 'aaaaaaaaaaaaaaaa', 'wang'],
])('a password that is %s is refused', (_why, password, name) => {
  expect(() => checkPassword(password, name)).toThrow(/The password .*choose another/);
});

test.each(['horse staple 44', '政务服务效能监管督办系统', 'K7Q2M-9XWTR-5DHJP-0ABCE'])(
  '"%s" is good',
  (password) => {
    expect(() => checkPassword(password, 'wang')).not.toThrow();
  },
);

test('twelve characters are counted as people count them', () => {
  expect(() => checkPassword('👍👎👌✌🤞🖖', 'wang')).toThrow(/shorter/);
});

test('128 characters of any kind are taken, one more is refused and none is cut off', () => {
  const long = '督办系统的密码可以很长 😀'.repeat(10).slice(0, 130);
  const exactly = (length: number): string => [...long, ...long].slice(0, length).join('');
  expect(() => checkPassword(exactly(128), 'wang')).not.toThrow();
  expect(() => checkPassword(exactly(129), 'wang')).toThrow(/longer/);
});

test('no kind of character is asked for, and spaces are characters', () => {
  for (const password of ['jlqzuvkdwxyt', '7204 9135 6628', 'ЖЩЪЭЮЯБДФГЛП'])
    expect(() => checkPassword(password, 'wang')).not.toThrow();
});
