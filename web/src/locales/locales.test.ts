import { ruleIds } from '#contract/rule';
import { describe, expect, it } from 'vitest';

import en from './en.ts';
import zh from './zh.ts';

describe('the locales', () => {
  it('name every rule in both languages', () => {
    for (const rule of ruleIds) {
      expect(zh.rule[rule]).toBeTruthy();
      expect(en.rule[rule]).toBeTruthy();
    }
  });

  it('use the same placeholders in both languages', () => {
    const flat = (node: object, path = ''): [string, string][] =>
      Object.entries(node).flatMap(([key, value]): [string, string][] =>
        typeof value === 'string' ? [[`${path}${key}`, value]] : flat(value as object, `${path}${key}.`),
      );
    const names = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();
    const english = new Map(flat(en));
    for (const [key, text] of flat(zh)) expect([key, names(english.get(key)!)]).toEqual([key, names(text)]);
  });
});
