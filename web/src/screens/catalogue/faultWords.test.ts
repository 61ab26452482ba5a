import { expect, test } from 'vitest';
import { faultCodes } from '#contract/catalogueImportSchema';
import en from '../../locales/en.ts';
import zh from '../../locales/zh.ts';

test('every fault of a file has its words in both languages, and none is left over', () => {
  for (const { catalogue } of [zh, en])
    expect(Object.keys(catalogue.fault).sort()).toEqual([...faultCodes].sort());
});
