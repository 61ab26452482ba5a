import type { RequestHandler } from 'express';

/** Tells with which status requests of events are refused. */
export function countRefusals(refused: (status: number) => void): RequestHandler {
  return (req, res, next) => {
    if (req.method === 'POST' && req.path === '/api/v1/events')
      res.once('finish', () => {
        if (res.statusCode >= 400) refused(res.statusCode);
      });
    next();
  };
}
