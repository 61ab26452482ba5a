import { text } from 'node:stream/consumers';
import { checkPassword } from './passwordRules.ts';
import { randomCode } from './secret.ts';

/**
 * The password of a new account: read from standard input up to its end, or drawn at random.
 * @throws Problem `invalid` when the one from standard input breaks the rules
 */
export async function choosePassword(
  accountName: string,
  stdin: NodeJS.ReadableStream | undefined,
): Promise<{ password: string; drawn: boolean }> {
  if (stdin === undefined) return { password: randomCode(), drawn: true };
  const password = (await text(stdin)).replace(/\r?\n$/, '');
  checkPassword(password, accountName);
  return { password, drawn: false };
}
