import type { Response } from 'express';
import { Problem } from '#contract/problem';

/** To be thrown; `Retry-After` tells machines the same. @param wait in seconds */
export function tooManyAttempts(res: Response, wait: number): Problem {
  res.set('Retry-After', String(wait));
  return new Problem('too_many_requests', `Too many attempts; try again in ${wait} s.`);
}
