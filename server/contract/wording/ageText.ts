import { age } from './age.ts';

type Translate = (key: string, named: Record<string, unknown>) => string;

/** `47分`, `3 h`: a duration in ms in the words of the locale. */
export function ageText(translate: Translate, duration: number): string {
  const { unit, value } = age(duration);
  return translate(`duration.${unit}`, { n: value });
}
