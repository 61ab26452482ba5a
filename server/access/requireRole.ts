import type { RequestHandler } from 'express';
import type { Role } from '#contract/account';
import { Problem } from '#contract/problem';
import { signedIn } from './authenticate.ts';

/** Lets only these roles on; none named: anybody who is signed in. */
export function requireRole(...roles: readonly Role[]): RequestHandler {
  return (_req, res, next) => {
    const { role } = signedIn(res);
    if (roles.length > 0 && !roles.includes(role))
      throw new Problem('forbidden', `The role ${role} may not do this; it takes ${roles.join(' or ')}.`);
    next();
  };
}
