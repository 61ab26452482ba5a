import { describe, expect, it } from 'vitest';
import { addressGuard } from './addressGuard.ts';

const guard = addressGuard(['10.20.0.0/16', 'fd00:1::/32']);

describe('a request may go', () => {
  it.each([
    '8.8.8.8',
    '114.114.114.114',
    '223.255.255.254',
    '2400:3200::1',
    '2606:4700::1111',
    '::ffff:8.8.8.8',
  ])('to %s, which is public', (address) => expect(guard.admits(address)).toBe(true));
  it.each(['10.20.3.4', 'fd00:1::7', '::ffff:10.20.3.4', '::ffff:a14:304'])(
    'to %s, which the operator has named',
    (address) => {
      expect(guard.admits(address)).toBe(true);
      expect(guard.isOwn(address)).toBe(true);
    },
  );
});

describe('a request may not go', () => {
  it.each([
    '127.0.0.1',
    '127.8.9.10',
    '0.0.0.0',
    '10.21.0.1',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '100.64.0.1',
    '100.100.100.200',
    '169.254.169.254',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    'fe80::1',
    'fe80::1%eth0',
    'fc00::1',
    'fd00:2::1',
    'fd00:ec2::254',
    'ff02::1',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '0:0:0:0:0:ffff:a9fe:a9fe',
    '::ffff:169.254.169.254',
    '::127.0.0.1',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    '2001:0:7f00:1::',
    '2001:db8::1',
  ])('to %s', (address) => expect(guard.admits(address)).toBe(false));

  it.each(['localhost', '', '127.1', '0x7f.1', '2130706433', '[::1]'])(
    'to %j, which is no address',
    (text) => {
      expect(guard.admits(text)).toBe(false);
      expect(guard.isOwn(text)).toBe(false);
    },
  );
});
