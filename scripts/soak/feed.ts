import type { BenchServer } from '../bench/benchServer.ts';
import { eventStream } from '../bench/eventStream.ts';
import { httpClient } from '../bench/httpLoad.ts';
import type { Submission } from './eventToPixel.ts';

export interface Feed {
  /** Events sent so far. */
  events(): number;
  /** By how many seconds it was late at most: a machine too busy to send measures itself. */
  behind(): number;
  /** Stops when all that was sent is answered. Throws when anything was refused. */
  stop(): Promise<void>;
  /** Its submissions as the feed of changes has them; to be asked after `stop`. */
  submissions(): Promise<Submission[]>;
}

const connections = 40;

/** Honest events of a whole city at a steady rate; single posts up to 100 events/s, batches of 20 above. */
export function startFeed(server: BenchServer, { rate, prefix }: { rate: number; prefix: string }): Feed {
  const batch = rate > 100 ? 20 : 1;
  const streams = server.sources.map(({ uri }, i) =>
    eventStream({
      source: uri,
      prefix: `${prefix}-${i}`,
      seed: rate + i,
      from: Date.now() - 600_000,
      stepMs: 4000 / rate,
      shape: 'honest',
    }),
  );
  // a post must never wait for the one before: its first byte is where the clock starts
  const clients = Array.from({ length: connections }, (_, i) =>
    httpClient(server.url, server.sources[i % streams.length]?.key ?? ''),
  );
  const sent = new Map<string, number>();
  const under = new Set<Promise<void>>();
  const began = performance.now();
  let posts = 0;
  let behind = 0;
  let failure: unknown;
  let timer: NodeJS.Timeout | undefined;

  const post = (): void => {
    const client = clients[posts % connections];
    if (!client) return;
    const events = Array.from({ length: batch }, () => streams[posts % streams.length]?.() ?? '');
    const at = performance.now();
    for (const event of events) {
      const id = /"id":"([^"]+)","source":"[^"]+","type":"case\.submitted"/.exec(event)?.[1];
      if (id !== undefined) sent.set(id, at);
    }
    const posting = client
      .post(`[${events.join(',')}]`)
      .then(({ status, body }) => {
        if (status !== 200 || !body.includes('"rejected":0')) throw new Error(`answered ${status}: ${body}`);
      })
      .catch((error: unknown) => (failure ??= error))
      .then(() => void under.delete(posting));
    under.add(posting);
    posts += 1;
  };
  const run = (): void => {
    const due = ((performance.now() - began) / 1000) * (rate / batch);
    behind = Math.max(behind, ((due - posts) * batch) / rate);
    while (posts < due) post();
    timer = setTimeout(run, began + (posts * 1000 * batch) / rate - performance.now());
  };
  run();

  return {
    events: () => posts * batch,
    behind: () => Math.round(behind * 100) / 100,
    async stop() {
      clearTimeout(timer);
      await Promise.all(under);
      for (const client of clients) client.close();
      if (failure !== undefined) throw failure;
    },
    async submissions() {
      const { rows } = await server.pool.query<{ eventId: string; seq: number }>(
        `select e.event_id as "eventId", c.seq
           from case_events e join (select at, max(seq) as seq from changes group by at) c on c.at = e.recorded_at
          where e.type = 'case.submitted' and starts_with(e.case_id, $1)`,
        [`${prefix}-`],
      );
      return rows.map(({ eventId, seq }) => ({ seq, sentAt: sent.get(eventId) ?? NaN }));
    },
  };
}
