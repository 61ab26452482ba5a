import { hash, verify } from '@node-rs/argon2';

/** OWASP Password Storage: argon2id with 19 MiB, two passes, one lane. argon2id is the package's default kind. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** An argon2id hash as PHC string. */
export const hashPassword = (password: string): Promise<string> => hash(password, cost);

let nobody: Promise<string> | undefined;

/** Without a stored hash (the name is unknown, or has no password) it takes as long as with one and answers false. */
export async function verifyPassword(stored: string | null | undefined, password: string): Promise<boolean> {
  nobody ??= hashPassword('the password of nobody');
  const matches = await verify(stored ?? (await nobody), password);
  return matches && stored != null;
}
