import { Problem } from '#contract/problem';

/** A number in a path. @throws Problem `not_found`: what has no number of ours is not here */
export function readNumber(text: string | undefined, what: string): number {
  if (text !== undefined && /^\d{1,9}$/.test(text)) return Number(text);
  throw new Problem('not_found', `There is no ${what} "${text ?? ''}" here.`);
}
