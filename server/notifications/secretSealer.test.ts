import { expect, it } from 'vitest';
import { createSecretSealer } from './secretSealer.ts';

const secrets = { url: 'https://robot.example/?key=1', secret: 'SEC', password: null };

it('seals so that the key opens it and nothing of it can be read', () => {
  const sealer = createSecretSealer('a key of the installation');
  const sealed = sealer.seal(secrets);
  expect(sealer.open(sealed)).toEqual(secrets);
  expect(sealed.toString('latin1')).not.toContain('robot');
  expect(sealer.seal(secrets)).not.toEqual(sealed);
});

it('opens neither what was changed nor what another key has sealed', () => {
  const sealer = createSecretSealer('a key of the installation');
  const sealed = sealer.seal(secrets);
  expect(() => createSecretSealer('another').open(sealed)).toThrow();
  sealed[sealed.length - 1] = (sealed.at(-1) ?? 0) ^ 1;
  expect(() => sealer.open(sealed)).toThrow();
});
