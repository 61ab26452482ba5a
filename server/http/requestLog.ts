import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';
import { pino, type Logger } from 'pino';

/** Secrets and persons stay out of the log even when somebody logs a whole request. */
export function createLog(options: { level: string; destination?: NodeJS.WritableStream }): Logger {
  const secrets = [
    'authorization',
    'cookie',
    'password',
    'set-cookie',
    'token',
    'key',
    'applicant',
    'idNumber',
    'phone',
  ];
  const redact = secrets.flatMap((name) => [`["${name}"]`, `*["${name}"]`, `*.headers["${name}"]`]);
  const settings = {
    level: options.level,
    redact: { paths: redact, censor: '[redacted]' },
    serializers: { err: errorText, error: errorText },
  };
  return options.destination === undefined ? pino(settings) : pino(settings, options.destination);
}

/** What PostgreSQL adds to its message (detail, where, …) quotes rows: it stays out. */
function errorText(error: unknown): unknown {
  if (!(error instanceof Error)) return String(error);
  const { name, message, stack, cause } = error;
  const code = 'code' in error ? error.code : undefined;
  return { type: name, message, code, stack, ...(cause === undefined ? {} : { cause: errorText(cause) }) };
}

/**
 * Gives each request an id (`X-Request-Id`) and writes one line when it is answered: path without the query, which
 * may name people, and the account's number instead of its name.
 */
export function requestLog(log: Logger): RequestHandler {
  return (req, res, next) => {
    const requestId = randomUUID();
    const startedAt = performance.now();
    res.locals['requestId'] = requestId;
    res.set('X-Request-Id', requestId);
    const { method, path } = req;
    res.once('close', () => {
      const account: unknown = res.locals['account'];
      const accountId =
        typeof account === 'object' && account !== null && 'id' in account ? account.id : undefined;
      const ms = Math.round((performance.now() - startedAt) * 10) / 10;
      log.info(
        {
          requestId,
          method,
          path,
          status: res.statusCode,
          ms,
          accountId,
          cut: res.writableFinished ? undefined : true,
        },
        'request',
      );
    });
    next();
  };
}
