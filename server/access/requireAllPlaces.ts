import type { RequestHandler } from 'express';
import { Problem } from '#contract/problem';
import { signedIn } from './authenticate.ts';

/** Lets on only who is limited to no place. @param what concerns every place: in the plural, for the sentence */
export function requireAllPlaces(what: string): RequestHandler {
  return (_req, res, next) => {
    const { region, department } = signedIn(res);
    if (region !== null || department !== null)
      throw new Problem('forbidden', `Your account is limited to some places; ${what} concern them all.`);
    next();
  };
}
