import { setTimeout as sleep } from 'node:timers/promises';
import { Router, type RequestHandler } from 'express';
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import { Problem } from '#contract/problem';

export interface HealthParts {
  /** Rejects when the database does not answer. */
  ping(): Promise<unknown>;
  /** Names of migrations that this build has and the database lacks. Throws a Problem when it is too new for this build. */
  pendingMigrations(): Promise<string[]>;
  /** What this process knows of itself and its database without asking. */
  standing?: () => Standing;
  registry: Registry;
  /** Lets a request see the metrics (see access/tokenOrLoopback). */
  guard: RequestHandler;
}

export interface Standing {
  /** Whether it takes what the process writes; full: it has no room. */
  database: 'answers' | 'unreachable' | 'full';
  stopping: boolean;
}

/** /healthz: the process answers. /readyz: the database answers and has this build's tables. /metrics: Prometheus. */
export function healthRoutes(parts: HealthParts): Router {
  const router = Router();
  router.get('/healthz', (_req, res) => {
    res.set('Cache-Control', 'no-store').json({ status: 'ok' });
  });
  router.get('/readyz', async (_req, res) => {
    const { database, stopping } = parts.standing?.() ?? { database: 'answers', stopping: false };
    const reason = stopping ? 'The server is stopping.' : await whyNotReady(parts, database);
    res.set('Cache-Control', 'no-store');
    if (reason === null) res.json({ status: 'ready', database, stopping });
    else res.status(503).set('Retry-After', '5').json({ status: 'not_ready', reason, database, stopping });
  });
  router.get('/metrics', parts.guard, async (_req, res) => {
    res.set('Content-Type', parts.registry.contentType).send(await parts.registry.metrics());
  });
  return router;
}

/** A probe that waits as long as the database may would be given up on and say nothing. */
const patienceMs = 3_000;

async function whyNotReady(parts: HealthParts, database: Standing['database']): Promise<string | null> {
  if (database === 'full') return 'The database has no room: free some on its disk, or give it more.';
  try {
    await Promise.race([parts.ping(), sleep(patienceMs, undefined, { ref: false }).then(noAnswer)]);
    const pending = await parts.pendingMigrations();
    return pending.length === 0 ? null : `${pending.length} migrations are pending; run duban migrate up.`;
  } catch (error) {
    // our own sentence tells what to do; the database's may tell too much
    return error instanceof Problem ? error.message : 'The database does not answer.';
  }
}

function noAnswer(): never {
  throw new Error('no answer in time');
}

/** The process's own figures; stages add theirs to the same registry. */
export function createMetrics(): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'duban_' });
  return registry;
}

/** Times every request by method and class of status; never by path, whose variety has no bound. */
export function requestMetrics(registry: Registry): RequestHandler {
  const seconds = new Histogram({
    name: 'duban_http_request_seconds',
    help: 'Time from request to answer',
    labelNames: ['method', 'status'],
    buckets: [0.005, 0.025, 0.1, 0.5, 2, 10],
    registers: [registry],
  });
  return (req, res, next) => {
    const stop = seconds.startTimer({ method: req.method });
    res.once('close', () => stop({ status: `${Math.floor(res.statusCode / 100)}xx` }));
    next();
  };
}
