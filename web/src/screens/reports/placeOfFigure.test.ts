import { expect, test } from 'vitest';
import { placeOfFigure } from './placeOfFigure.ts';

const names = {
  region: (code: string) => (code === '500112' ? '渝北区' : code),
  department: (code: string) => code,
  item: (code: string) => code,
};

test.each([
  ['all', '', 'reports.whole'],
  ['region', '500112', '渝北区'],
  ['department', '500112-ZJ', '500112-ZJ'],
  ['channel', 'web', '网站'],
  ['other', 'x', 'x'],
])('a figure by %s "%s" is of %s', (by, code, name) => {
  expect(placeOfFigure({ by, code }, names, (key) => key, 'zh')).toBe(name);
});
