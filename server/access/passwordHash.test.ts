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

test('an unknown name is wrong even with the password of nobody, and takes as long as a known one', async () => {
  const stored = await hashPassword('horse staple 44');
  await verifyPassword(undefined, 'warm up');
  const timed = async (hash: string | undefined): Promise<number> => {
    const startedAt = performance.now();
    for (let i = 0; i < 5; i += 1) await verifyPassword(hash, 'wrong');
    return performance.now() - startedAt;
  };
  expect(await verifyPassword(undefined, 'the password of nobody')).toBe(false);
  const known = await timed(stored);
  const unknown = await timed(undefined);
  expect(unknown / known).toBeGreaterThan(0.3);
});
