import { expect, it } from 'vitest';
import { expectedAt } from '#contract/wording/expectedWords';
import { refusalSentence, refusedValue } from '#contract/wording/refusalSentence';
import { fieldReaders, fieldsOfType, sealedTexts } from './eventFields.ts';
import { Refused } from './fieldReaders.ts';

const fields = [...Object.entries(fieldReaders)];

it.each(fields)('%s: what it refuses is said in Chinese, with what it takes instead', (name, read) => {
  const path = `data.${name}`;
  for (const wrong of [[[]], { value: {} }, Number.NaN, '\u0007', 'a'.repeat(20_000)]) {
    const refused = read(wrong, path, 'Asia/Shanghai');
    if (!(refused instanceof Refused)) continue;
    const at = refused.refusal.path ?? '';
    expect([at, expectedAt(at)?.zh]).toEqual([at, expect.any(String)]);
    const said = refusalSentence(refused.refusal, 'zh');
    expect(said).toContain(at);
    expect(said).toContain(expectedAt(at)?.zh);
    expect(refusedValue(refused.refusal.message)).not.toBe('');
  }
});

it('knows what every field takes, those that are kept sealed too', () => {
  const names = [
    ...Object.values(fieldsOfType).flatMap(({ must }) => must),
    ...Object.values(sealedTexts).flat(),
  ];
  for (const name of names) expect([name, expectedAt(`data.${name}`)]).toEqual([name, expect.anything()]);
});
