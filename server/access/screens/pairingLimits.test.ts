import { expect, test } from 'vitest';
import { createPairingLimits, pairingsInTotal, pairingsPerAddress, wrongCodes } from './pairingLimits.ts';

test('an address has its devices, and all addresses together theirs', async () => {
  const limits = createPairingLimits();
  for (let i = 0; i < pairingsPerAddress; i += 1) expect(await limits.begin('10.0.0.1')).toBe(0);
  expect(await limits.begin('10.0.0.1')).toBeGreaterThan(800);
  for (let i = pairingsPerAddress; i < pairingsInTotal; i += 1)
    expect(await limits.begin(`10.1.${i}`)).toBe(0);
  expect(await limits.begin('10.2.0.1')).toBeGreaterThan(800);
});

test('codes that are found do not count, others do, account by account', async () => {
  const limits = createPairingLimits();
  for (let i = 0; i < 3 * wrongCodes; i += 1) {
    expect(await limits.look('li')).toBe(0);
    await limits.found('li');
  }
  for (let i = 0; i < wrongCodes; i += 1) expect(await limits.look('li')).toBe(0);
  expect(await limits.look('li')).toBeGreaterThan(800);
  expect(await limits.look('wang')).toBe(0);
});
