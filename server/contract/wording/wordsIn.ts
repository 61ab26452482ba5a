import en from './enLaw.ts';
import type { Words } from './facts.ts';
import type { Language } from './language.ts';
import zh from './zhLaw.ts';

const texts = { zh: byPath(zh), en: byPath(en) };

/** The words of the field where there is no screen. A key without a text gives its last part: codes stay readable. */
export function wordsIn(language: Language, timezone: string): Words {
  const known = texts[language];
  return {
    language,
    timezone,
    translate: (key, named) =>
      known.get(key)?.replaceAll(/\{(\w+)\}/g, (hole, name: string) => String(named[name] ?? hole)) ??
      key.slice(key.lastIndexOf('.') + 1),
  };
}

function byPath(node: object): Map<string, string> {
  const found = new Map<string, string>();
  const walk = (of: object, path: string): void => {
    for (const [key, value] of Object.entries(of) as [string, object | string][])
      if (typeof value === 'string') found.set(path + key, value);
      else walk(value, `${path}${key}.`);
  };
  walk(node, '');
  return found;
}
