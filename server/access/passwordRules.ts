import { guessBits, leastBits, longestPassword, shortestPassword } from '#contract/passwordStrength';
import { Problem } from '#contract/problem';

/**
 * Length and what others would guess; never which kinds of characters, and never how old.
 * @throws Problem `invalid` at `password` with what is wrong and what to do
 */
export function checkPassword(password: string, accountName: string): void {
  const refuse = (why: string): never => {
    throw new Problem('invalid', `The password ${why}; choose another.`, { path: 'password' });
  };
  const { length } = [...password];
  if (length < shortestPassword) refuse(`is shorter than ${shortestPassword} characters`);
  if (length > longestPassword) refuse(`is longer than ${longestPassword} characters`);
  const plain = password.toLowerCase();
  const name = accountName.toLowerCase();
  if (plain === name || plain.replaceAll(name, '').length < 4) refuse('is the account name');
  if (guessBits(password, [accountName]) < leastBits) refuse('is easy to guess');
}
