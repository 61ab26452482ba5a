import type { RequestHandler } from 'express';
import { isFromLoopback } from '../http/loopback.ts';
import { signedIn } from './authenticate.ts';

/** For /metrics and /docs: whoever is on this machine, or signed in. Stands behind `authenticate`. */
export const tokenOrLoopback: RequestHandler = (req, res, next) => {
  if (!isFromLoopback(req)) signedIn(res);
  next();
};
