import fc from 'fast-check';
import { expect, test } from 'vitest';
import { breakLines } from './breakLines.ts';
import type { TextLine } from './breakLines.ts';

const advance = (character: string) => (character >= '⺀' ? 1 : 0.5);
const setting = { width: 10, firstWidth: 8, justified: true, advance };
const linesOf = (text: string, more = {}) =>
  breakLines([{ text, look: null }], { ...setting, ...more }).map(({ pieces }) =>
    pieces.map(({ text }) => text).join(''),
  );

test('the first line is two characters shorter, the others full', () => {
  expect(linesOf('政务服务效能监管通报全市各部门各区县人民政府')).toEqual([
    '政务服务效能监管',
    '通报全市各部门各区县',
    '人民政府',
  ]);
});

test('no closing mark begins a line: the character before it goes along', () => {
  expect(linesOf('政务服务效能监管，通报')).toEqual(['政务服务效能监', '管，通报']);
  expect(linesOf('政务服务效能（监管）通报')).toEqual(['政务服务效能（监', '管）通报']);
});

test('no opening mark ends a line', () => {
  expect(linesOf('政务服务效能监（监管通报）')).toEqual(['政务服务效能监', '（监管通报）']);
  expect(linesOf('政务服务效能监“监管”')).toEqual(['政务服务效能监', '“监管”']);
});

test('a number is never torn, and keeps what it counts', () => {
  expect(linesOf('全市共收件达到94.62万件')).toEqual(['全市共收件达到', '94.62万件']);
  expect(linesOf('全市共收到了办件第38名')).toEqual(['全市共收到了办件', '第38名']);
  expect(linesOf('该市共收到办理件3503件')).toEqual(['该市共收到办理件', '3503件']);
});

test('Latin words break at their spaces, which are left out at the end', () => {
  expect(linesOf('the on-time rate of the whole city', { justified: false })).toEqual([
    'the on-time rate',
    'of the whole city',
  ]);
});

test('what has no place to break and is too long breaks where the line ends', () => {
  expect(linesOf('a'.repeat(40), { firstWidth: 10, justified: false })).toEqual([
    'a'.repeat(20),
    'a'.repeat(20),
  ]);
});

test('a full line is as wide as it may be, the last one as it is; gaps stay too small to be read as spaces', () => {
  const [first, last] = breakLines([{ text: '政务服务效能监，管通', look: null }], setting) as [
    TextLine<null>,
    TextLine<null>,
  ];
  expect(first.spacing).toBeCloseTo(0);
  expect(last.spacing).toBe(0);
  for (const { spacing } of breakLines([{ text: '效能1234567890123456件，共收件', look: null }], setting))
    expect(spacing).toBeLessThanOrEqual(0.09);
});

test('looks stay with their characters', () => {
  const pieces = [
    { text: '政务服务', look: 'plain' },
    { text: '效能监管通报', look: 'bold' },
  ];
  expect(breakLines(pieces, setting).map((line) => line.pieces)).toEqual([
    [pieces[0], { text: '效能监管', look: 'bold' }],
    [{ text: '通报', look: 'bold' }],
  ]);
});

test('whatever the text, no character but spaces is lost, and no line is too wide', () => {
  const character = fc.constantFrom(...'政务效能，。（）“”0123456789.%件万 abcDEF—…');
  fc.assert(
    fc.property(fc.array(character, { maxLength: 120 }), fc.boolean(), (characters, justified) => {
      const text = characters.join('');
      const lines = linesOf(text, { justified });
      expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
      lines.forEach((line, index) => {
        const wide = Array.from(line).reduce((sum, one) => sum + advance(one), 0);
        const squeeze = justified ? 0.03 * line.length : 0;
        expect(wide).toBeLessThanOrEqual((index === 0 ? 8 : 10) + squeeze + 1e-6);
      });
    }),
  );
});
