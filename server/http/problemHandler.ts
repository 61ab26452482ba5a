import type { ErrorRequestHandler, RequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import { Problem, type ProblemBody } from '#contract/problem';
import { pairingErrors } from '#contract/screen';
import { isDatabaseAway } from '../db/databaseFault.ts';
import { problemStatus } from './problemStatus.ts';

const retryAfterSeconds = 5;

/** Answers with an RFC 9457 body. Who knows a better `Retry-After` than the usual has set it before. */
function sendProblem(res: Response, problem: Problem): void {
  const { status, title } = problemStatus[problem.code];
  if (status === 503 && !res.hasHeader('Retry-After')) res.set('Retry-After', String(retryAfterSeconds));
  const body: ProblemBody = {
    type: `urn:duban:problem:${problem.code}`,
    title,
    status,
    code: problem.code,
    detail: problem.message,
  };
  if (problem.path !== undefined) body.path = problem.path;
  const error = pairingErrors.find((code) => code === problem.code);
  if (error !== undefined) body.error = error;
  res
    .status(status)
    .type('application/problem+json')
    .set('Cache-Control', 'no-store')
    .send(JSON.stringify(body));
}

/** For paths that no route took. */
export const notFoundHandler: RequestHandler = (req) => {
  throw new Problem('not_found', `Nothing answers ${req.method} ${req.path}; /openapi.json lists what does.`);
};

/**
 * The last error handler of the server. What we did not foresee is logged with the request's id and answered
 * without its message: that may name tables, files or people.
 */
export function problemHandler(log: Logger): ErrorRequestHandler {
  return (error: unknown, req, res, next) => {
    const requestId: unknown = res.locals['requestId'];
    const problem = foreseen(error);
    if (problem === undefined)
      log.error({ err: error, requestId, method: req.method, path: req.path }, 'request failed');
    else if (problemStatus[problem.code].status >= 500)
      log.warn({ err: problem, requestId }, 'request failed');
    if (res.headersSent) {
      next(error);
      return;
    }
    sendProblem(res, problem === undefined ? unforeseen(requestId) : withoutInternals(problem, requestId));
  };
}

const unforeseen = (requestId: unknown): Problem =>
  new Problem('internal', `The request failed here; the server's log has it under ${String(requestId)}.`);

const withoutInternals = (problem: Problem, requestId: unknown): Problem =>
  problemStatus[problem.code].status === 500 ? unforeseen(requestId) : problem;

/** Express and its body parsers throw http-errors: their status says whose fault it is. */
function foreseen(error: unknown): Problem | undefined {
  if (error instanceof Problem) return error;
  if (isDatabaseAway(error))
    return new Problem(
      'busy',
      'The database does not answer or has no room; nothing was changed, try again in a few seconds.',
      { cause: error },
    );
  // PostgreSQL's character_not_in_repertoire: text there cannot hold U+0000, wherever in a request it stood
  if (error instanceof Error && 'code' in error && error.code === '22021')
    return new Problem('invalid', 'The request holds the character U+0000; leave it out.');
  if (!(error instanceof Error) || !('status' in error) || typeof error.status !== 'number') return undefined;
  if (error.status === 413)
    return new Problem('too_large', 'The body is larger than this address takes; send less at a time.', {
      path: 'body',
    });
  if (error.status === 415)
    return new Problem(
      'unsupported_media_type',
      'The encoding of the body is not supported; send UTF-8, plain or gzip.',
      { path: 'charset' in error ? 'Content-Type' : 'Content-Encoding' },
    );
  if (error.status >= 400 && error.status < 500)
    return new Problem('unreadable', 'The request cannot be read: its address or body is malformed.', {
      cause: error,
      ...('type' in error && error.type === 'entity.parse.failed' ? { path: 'body' } : {}),
    });
  return undefined;
}
