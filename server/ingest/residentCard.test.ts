import { expect, it } from 'vitest';
import { residentCardValid } from './residentCard.ts';

it('checks the checksum of resident cards alone', () => {
  expect(residentCardValid('11010519491231002X')).toBe(true);
  expect(residentCardValid('11010519491231002x', '111', 'person')).toBe(true);
  expect(residentCardValid('110105194912310021')).toBe(false);
  expect(residentCardValid('1101051949123100')).toBe(false);
  expect(residentCardValid('110105******31002X')).toBeNull();
  expect(residentCardValid('110105491231002')).toBeNull();
  expect(residentCardValid('E12345678', 'passport')).toBeNull();
  expect(residentCardValid('91500112MA5U0000XX', '', 'organisation')).toBeNull();
});
