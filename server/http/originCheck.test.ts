import { expect, test } from 'vitest';
import { fromOwnPages } from './originCheck.ts';

const office = new URL('https://duban.example.gov.cn');

test.each([
  [
    'a page of the public address',
    { origin: 'https://duban.example.gov.cn', host: 'app:3000', cookie: 'a=b' },
    true,
  ],
  [
    'a page of the host asked',
    { origin: 'http://localhost:3000', host: 'localhost:3000', cookie: 'a=b' },
    true,
  ],
  ['another site', { origin: 'https://evil.example', host: 'duban.example.gov.cn', cookie: 'a=b' }, false],
  ['another port of the host', { origin: 'http://localhost:4000', host: 'localhost:3000' }, false],
  ['the public host over plain http', { origin: 'http://duban.example.gov.cn', host: 'app:3000' }, false],
  ['a sandboxed page', { origin: 'null', host: 'localhost:3000' }, false],
  ['a sibling site, told by the browser', { 'sec-fetch-site': 'same-site', host: 'localhost:3000' }, false],
  ['another site, told by the browser', { 'sec-fetch-site': 'cross-site', host: 'localhost:3000' }, false],
  [
    'the same site, told by the browser',
    { 'sec-fetch-site': 'same-origin', host: 'localhost:3000', cookie: 'a=b' },
    true,
  ],
  ['a script without any cookie', { host: 'localhost:3000' }, true],
  [
    'something with a cookie that does not say where it is from',
    { host: 'localhost:3000', cookie: 'a=b' },
    false,
  ],
])('%s', (_who, headers, allowed) => {
  expect(fromOwnPages(headers, office)).toBe(allowed);
});
