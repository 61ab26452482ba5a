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
