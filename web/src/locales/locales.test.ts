import { readdirSync } from 'node:fs';
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

  it.each(['zh', 'en'])(
    '%s has each group of words in one file alone: a second would hide the first',
    async (language) => {
      const files = readdirSync(new URL('.', import.meta.url)).filter((name) =>
        new RegExp(`^${language}[A-Z]\\w*\\.ts$`).test(name),
      );
      expect(files.length).toBeGreaterThan(10);
      const groups: string[] = [];
      for (const file of files) {
        const words = (await import(/* @vite-ignore */ `./${file}`)) as { default: object };
        groups.push(...Object.keys(words.default));
      }
      expect(groups.filter((group, at) => groups.indexOf(group) !== at)).toEqual([]);
    },
  );

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
