import { expect, test } from 'vitest';
import { codeName } from './codeNames.ts';

test('a channel has a name in both languages, and one that nobody knows stays as it is', () => {
  for (const channel of ['window', 'web', 'mobile', 'terminal', 'self_service', 'phone', 'post', 'other', ''])
    expect(codeName('channel', channel, 'zh'), channel).toMatch(/^\p{Script=Han}+$/u);
  expect(codeName('channel', 'terminal', 'en')).toBe('terminal');
  expect(codeName('channel', 'pigeon', 'zh')).toBe('pigeon');
});
