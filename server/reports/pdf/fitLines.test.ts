import { expect, test } from 'vitest';
import { evenLines, widestWord } from './fitLines.ts';

const advance = (character: string) => (character >= '⺀' ? 1 : 0.5);
const of = (text: string) => [{ text, look: null }];
const linesOf = (text: string, width: number) =>
  evenLines(of(text), { width, advance }).map(({ pieces }) => pieces.map((piece) => piece.text).join(''));

test.each([
  ['到期件数', 3.5, ['到期', '件数']],
  ['市住房和城乡建设委员会', 9, ['市住房和城乡', '建设委员会']],
  ['名次', 3, ['名次']],
  ['Rank the day before', 5.5, ['Rank the', 'day before']],
])('%s stands in %d ems as %j', (text, width, lines) => {
  expect(linesOf(text, width)).toEqual(lines);
});

test('a word is as wide as what no line may break', () => {
  expect(widestWord(of('规则STEP-01数'), advance)).toBe(3.5);
  expect(widestWord(of('政务，服务'), advance)).toBe(2);
  expect(widestWord(of('Rank\nlast'), advance)).toBe(2);
  expect(widestWord(of(''), advance)).toBe(0);
});
