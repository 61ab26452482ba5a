import { describe, expect, it } from 'vitest';
import { codeWords } from './codeWords.ts';
import { refusalSentence, refusedValue } from './refusalSentence.ts';

describe('why an event was refused', () => {
  it('names the field, what it holds, what it takes and the remedy, in the reader’s language', () => {
    const score = {
      code: 'unknown_value',
      path: 'data.score',
      message: 'data.score is 9; a level from 1 to 5 is expected.',
    };
    expect(refusalSentence(score, 'zh')).toBe(
      'data.score 的取值 9 无法识别。应为 1 到 5 的整数。对方用自己的代码时，在数据来源的“代码映射”里给它加一行。',
    );
    expect(refusalSentence(score, 'en')).toBe(
      'data.score: the value 9 is not known. A whole number from 1 to 5. Where the source has codes of its own, give this one a row in its code mapping.',
    );
  });

  it('has a sentence of its own where the field makes another case of a code', () => {
    const message = 'data.eventId is "e-7", an event of another source; only that source corrects it.';
    expect(refusalSentence({ code: 'out_of_scope', path: 'data.eventId', message }, 'zh')).toBe(
      '事件“e-7”是别的数据来源报送的：只有那个来源自己或管理员能更正它。',
    );
  });

  it('gets along without a value, a path, or words for the code', () => {
    const missing = {
      code: 'missing_field',
      path: 'data.step',
      message: 'data.step is missing; it carries it.',
    };
    expect(refusalSentence(missing, 'zh')).toBe(
      '缺少 data.step：这种事件必须带上它。应为一行文字，1 到 200 个字；没有就不要写这个字段。',
    );
    expect(refusalSentence({ code: 'out_of_scope', path: 'data.region', message: '' }, 'en')).toMatch(
      /^data\.region: the value is outside/,
    );
    expect(refusalSentence({ code: 'forbidden', path: null, message: 'The source is revoked.' }, 'zh')).toBe(
      '这条事件被拒收（forbidden）。',
    );
  });

  it.each(Object.keys(codeWords.zh))('%s leaves no hole and no stray blank in either language', (code) => {
    for (const path of ['data.item', 'time', null])
      for (const message of ['x is "a b"; y.', 'nothing'])
        for (const language of ['zh', 'en'] as const) {
          const said = refusalSentence({ code, path, message }, language);
          expect(said).not.toMatch(/[{}]| {2}| [,.;：，]/);
          expect(said.length).toBeGreaterThan(12);
        }
  });
});

it.each([
  ['data.item is "99", which the catalogue does not know.', '"99"'],
  ['data.x is "a \\"b, c\\" d"; a string is expected.', '"a \\"b, c\\" d"'],
  ['data.x is "aaaa" … (80 characters); at most 64 characters are taken.', '"aaaa"'],
  ['time is 2027-01-01T00:00:00.000Z, more than 5 minutes ahead.', '2027-01-01T00:00:00.000Z'],
  ['data.marks is an object; an array is expected.', 'an object'],
  ['time is missing.', ''],
])('%s', (message, value) => {
  expect(refusedValue(message)).toBe(value);
});
