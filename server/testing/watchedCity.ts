import type { Pool } from 'pg';
import { flagListSchema } from '#contract/answerSchema';
import type { SourceSettings } from '#contract/source';
import { caseRoutes } from '../cases/caseRoutes.ts';
import { explainCase, viewCase } from '../cases/explainCase.ts';
import { flagRoutes } from '../flags/flagRoutes.ts';
import { raiseFlags, type Pass, type RaiseFlagsParts } from '../flags/raiseFlags.ts';
import { ingestServer, ingestWorld, type IngestServer, type IngestWorld } from './ingestWorld.ts';
import { accountWithToken, readApp } from './readApp.ts';
import { at, type Line } from './scenario.ts';

export interface Reporter {
  sourceId: number;
  uri: string;
  key: string;
}

interface About {
  item?: string;
  region?: string;
  department?: string;
}

/** A city whose sources report over HTTP, whose flag job runs when told to, and whose clock is the test's. */
export interface WatchedCity {
  pool: Pool;
  world: IngestWorld;
  server: IngestServer;
  time: { now: number };
  addSource(name: string, settings?: Partial<SourceSettings>, namespace?: string): Promise<Reporter>;
  /** Posts the lines in the order of their arrival, the clock standing at each; every one must be accepted. */
  tell(by: Reporter, caseId: string, lines: Line[], about?: About): Promise<void>;
  tellAll(by: Reporter, told: { caseId: string; line: Line; about?: About | undefined }[]): Promise<void>;
  /** One pass of the flag job at an instant of Chongqing's clock. */
  judge(time: string, change?: Partial<RaiseFlagsParts>): Promise<Pass>;
  /** `TIM-02 yellow raised open` of one case, sorted, as the API lists them. */
  flags(caseId: string): Promise<string[]>;
  get(path: string): Promise<Record<string, unknown>>;
  close(): Promise<void>;
}

export async function watchedCity(pool: Pool, document: object, start: string): Promise<WatchedCity> {
  const time = { now: at(start) };
  const world = await ingestWorld(pool, document, time.now);
  const server = await ingestServer(pool, world, { now: () => time.now });
  const token = await accountWithToken(pool, { name: 'reader', role: 'auditor' }, time.now);
  const catalogue = () => world.catalogue.current();
  const explained = { db: pool, catalogue };
  const app = await readApp(pool, { now: time.now }, () => [
    caseRoutes({
      db: pool,
      clock: () => time.now,
      catalogue,
      viewCase: (caseId, point, scope) => viewCase(explained, caseId, point, scope),
      explainCase: (caseId, point) => explainCase(explained, caseId, point),
    }),
    flagRoutes({ db: pool, clock: () => time.now, catalogue }),
  ]);
  const get = async (path: string): Promise<Record<string, unknown>> => {
    const answer = await fetch(`${app.url}/api/v1${path}`, { headers: { authorization: `Bearer ${token}` } });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as Record<string, unknown>;
  };
  let serial = 0;
  const post = async (by: Reporter, events: object[]): Promise<void> => {
    const answer = await fetch(`${server.url}/api/v1/events`, {
      method: 'POST',
      headers: { authorization: `Bearer ${by.key}`, 'content-type': 'application/cloudevents-batch+json' },
      body: JSON.stringify(events),
    });
    const body = (await answer.json()) as { accepted?: number };
    if (body.accepted !== events.length) throw new Error(`not accepted: ${JSON.stringify({ body, events })}`);
  };

  const tellAll: WatchedCity['tellAll'] = async (by, told) => {
    const arrivals = new Map<number, object[]>();
    for (const { caseId, line, about } of told) {
      const [type, happened, { arrives = happened, ...data } = {}] = line;
      serial += 1;
      const event = {
        specversion: '1.0',
        id: `e${serial}`,
        source: by.uri,
        type: `case.${type}`,
        time: new Date(at(happened)).toISOString(),
        subject: caseId,
        data: { ...usual, ...about, ...JSON.parse(JSON.stringify(data, instantsAsText)) },
      };
      const together = arrivals.get(at(arrives));
      if (together) together.push(event);
      else arrivals.set(at(arrives), [event]);
    }
    for (const [arrivedAt, events] of [...arrivals].sort(([a], [b]) => a - b)) {
      time.now = arrivedAt;
      await post(by, events);
    }
  };

  return {
    pool,
    world,
    server,
    time,
    async addSource(name, settings = {}, namespace = '') {
      const { source, key } = await world.addSource(name, settings, namespace);
      return { sourceId: source.sourceId, uri: source.uri, key };
    },
    tell: (by, caseId, lines, about) =>
      tellAll(
        by,
        lines.map((line) => ({ caseId, line, about })),
      ),
    tellAll,
    async judge(asOf, change = {}) {
      time.now = at(asOf);
      const onPoison = (caseId: string, error: unknown): void => {
        throw new Error(`case ${caseId} could not be judged`, { cause: error });
      };
      return raiseFlags({ pool, catalogue, onPoison, ...change }, time.now);
    },
    async flags(caseId) {
      const { items } = flagListSchema.parse(await get(`/flags?case=${encodeURIComponent(caseId)}`));
      return items.map((f) => `${f.rule} ${f.severity} ${f.status} ${f.caseState}`).sort();
    },
    get,
    async close() {
      await app.close();
      await server.close();
    },
  };
}

const usual = { item: 'permit', region: '500112', department: '500112-ZJ' };
const instants = new Set(['promisedDueAt', 'statutoryDueAt', 'dueAt', 'approvedAt', 'time']);

function instantsAsText(name: string, value: unknown): unknown {
  return instants.has(name) && typeof value === 'number' ? new Date(value).toISOString() : value;
}
