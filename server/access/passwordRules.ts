import { Problem } from '#contract/problem';

const shortestPassword = 12;

/** The commonest passwords of 12 characters and more, and the words people here would try first. Lower case. */
const common = new Set([
  '123456789012',
  '1234567890123',
  '12345678901234',
  '123456123456',
  '123123123123',
  '123456789123',
  '123456789abc',
  '111111111111',
  '000000000000',
  '888888888888',
  '1qaz2wsx3edc',
  '1q2w3e4r5t6y',
  'q1w2e3r4t5y6',
  'qwertyuiop12',
  'qwertyuiop123',
  'qwerty123456',
  'qazwsxedcrfv',
  'asdfghjkl123',
  'abcdefghijkl',
  'abcd12345678',
  'abc123456789',
  'a123456789012',
  'password1234',
  'password12345',
  'password123456',
  'passwordpassword',
  'admin1234567',
  'admin12345678',
  'adminadminadmin',
  'administrator',
  'administrator1',
  'administrator123',
  'changemeplease',
  'letmeinplease',
  'iloveyou1234',
  'woaini1314520',
  'woaini520520',
  'zhengwu123456',
  'chongqing123',
  'chongqing2026',
  'dubandubanduban',
  'duban1234567',
  'correcthorsebatterystaple',
]);

/** @throws Problem `invalid` at `password` with what is wrong and what to do */
export function checkPassword(password: string, accountName: string): void {
  const refuse = (why: string): never => {
    throw new Problem('invalid', `The password ${why}; choose another.`, { path: 'password' });
  };
  if ([...password].length < shortestPassword) refuse(`is shorter than ${shortestPassword} characters`);
  const plain = password.toLowerCase();
  const name = accountName.toLowerCase();
  if (plain === name || plain.replaceAll(name, '').length < 4) refuse('is the account name');
  if (new Set(plain).size < 4) refuse('repeats too few different characters');
  if (common.has(plain)) refuse('is one of the most common');
}
