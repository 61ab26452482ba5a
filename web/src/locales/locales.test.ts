import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ruleIds } from '#contract/rule';
import { describe, expect, it } from 'vitest';

import en from './en.ts';
import zh from './zh.ts';

const flat = (node: object, path = ''): [string, string][] =>
  Object.entries(node).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[`${path}${key}`, value]] : flat(value as object, `${path}${key}.`),
  );

/** What stands in quotes, whole or as a pattern with gaps; a pattern that begins with a gap would fit everything. */
function askedFor(): { whole: ReadonlySet<string>; patterns: RegExp[] } {
  const sources = ['..', '../../../server/contract'].flatMap((place) => {
    const folder = fileURLToPath(new URL(place, import.meta.url));
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.(ts|vue)$/.test(path) && !path.endsWith('.test.ts') && !path.startsWith('locales'))
      .map((path) => readFileSync(join(folder, path), 'utf8'));
  });
  const quoted = sources.flatMap((text) => [...text.matchAll(/(['"`])([\w.-]*(?:\$\{[^}]*\}[\w.-]*)*)\1/g)]);
  const texts = [...new Set(quoted.map(([, , inside = '']) => inside))];
  return {
    whole: new Set(texts),
    patterns: texts
      .filter((text) => /^[\w-]+\.[\w.-]*\$\{/.test(text))
      .map((text) => new RegExp(`^${text.replace(/\./g, '\\.').replace(/\$\{[^}]*\}/g, '[\\w.-]*')}$`)),
  };
}

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
    const names = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();
    const english = new Map(flat(en));
    for (const [key, text] of flat(zh)) expect([key, names(english.get(key)!)]).toEqual([key, names(text)]);
  });

  it('hold no word that nothing asks for', () => {
    const { whole, patterns } = askedFor();
    expect(patterns.length).toBeGreaterThan(100);
    const unasked = flat(zh).flatMap(([key]) =>
      whole.has(key) || patterns.some((pattern) => pattern.test(key)) ? [] : [key],
    );
    expect(unasked).toEqual([]);
  });
});
