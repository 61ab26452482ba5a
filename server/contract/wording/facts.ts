import type { FlagCard } from '../wall.ts';
import type { Language } from './language.ts';

export type Facts = FlagCard['facts'];

/** How a sentence is said: in which words and where its days lie. */
export interface Words {
  translate: (key: string, named: Record<string, unknown>) => string;
  language: Language;
  timezone: string;
}

export type Sentence = (facts: Facts, words: Words) => string | null;

export function factNumber(facts: Facts, name: string): number | null {
  const value = facts[name];
  return typeof value === 'number' ? value : null;
}

export function factText(facts: Facts, name: string): string | null {
  const value = facts[name];
  return typeof value === 'string' && value !== '' ? value : null;
}
