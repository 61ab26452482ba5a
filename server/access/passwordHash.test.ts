import { expect, test } from 'vitest';
import { hashPassword, verifyPassword } from './passwordHash.ts';

test('a password is kept as argon2id with the parameters of OWASP', async () => {
  expect(await hashPassword('horse staple 44')).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
});

test('only the right password is right', async () => {
  const stored = await hashPassword('horse staple 44');
  expect(await verifyPassword(stored, 'horse staple 44')).toBe(true);
  expect(await verifyPassword(stored, 'horse staple 45')).toBe(false);
});

test('what differs in its last character alone is another password', async () => {
  const long = '督办'.repeat(64);
  const stored = await hashPassword(long);
  expect(await verifyPassword(stored, long)).toBe(true);
  expect(await verifyPassword(stored, `${long.slice(0, -1)}理`)).toBe(false);
});

test('the same password twice has two salts of 128 bits', async () => {
  const salts = await Promise.all(
    [1, 2].map(async () => (await hashPassword('horse staple 44')).split('$')[4] ?? ''),
  );
  expect(salts.map((salt) => Buffer.from(salt, 'base64').length)).toEqual([16, 16]);
  expect(salts[0]).not.toBe(salts[1]);
});

test('an unknown name is wrong even with the password of nobody, and takes as long as a known one', async () => {
  const stored = await hashPassword('horse staple 44');
  await verifyPassword(undefined, 'warm up');
  const timed = async (hash: string | undefined): Promise<number> => {
    // the quickest of several: a busy machine makes single ones slow
    const took: number[] = [];
    for (let i = 0; i < 5; i += 1) {
      const startedAt = performance.now();
      await verifyPassword(hash, 'wrong');
      took.push(performance.now() - startedAt);
    }
    return Math.min(...took);
  };
  expect(await verifyPassword(undefined, 'the password of nobody')).toBe(false);
  const known = await timed(stored);
  const unknown = await timed(undefined);
  expect(unknown / known).toBeGreaterThan(0.3);
});
