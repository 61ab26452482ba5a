import type { Request } from 'express';
import { expect, test } from 'vitest';
import { isFromLoopback } from './loopback.ts';

const request = (remoteAddress: string, headers = {}): Request =>
  ({ socket: { remoteAddress }, headers }) as Request;

test.each(['127.0.0.1', '127.8.0.1', '::1', '::ffff:127.0.0.1'])('%s is this machine', (address) => {
  expect(isFromLoopback(request(address))).toBe(true);
});
test.each(['10.0.0.7', '::ffff:10.0.0.7', '1127.0.0.1', ''])('%s is another', (address) => {
  expect(isFromLoopback(request(address))).toBe(false);
});
test('what a proxy on this machine passes on comes from elsewhere', () => {
  expect(isFromLoopback(request('127.0.0.1', { 'x-forwarded-for': '127.0.0.1' }))).toBe(false);
});
