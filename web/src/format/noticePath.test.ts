import { expect, test } from 'vitest';
import { noticePath } from './noticePath.ts';

const notice = { kind: 'report.issued', flagIds: [], reportId: null };

test('a notice leads to what it tells of', () => {
  expect(noticePath({ ...notice, kind: 'flag.sent', flagIds: [7, 8] })).toBe('/flags/7');
  expect(noticePath({ ...notice, reportId: '12' })).toBe('/reports/12');
});

test('one that names no report leads to the archive, and one of nothing nowhere', () => {
  expect(noticePath(notice)).toBe('/reports');
  expect(noticePath({ ...notice, kind: 'channel.failed' })).toBe('');
});
