import { io, type Socket } from 'socket.io-client';
import type { RoomDelta, RoomSnapshot } from '#contract/wall';
import { benchServer, type BenchServer } from './benchServer.ts';
import { eventStream } from './eventStream.ts';
import { httpClient, percentile, type Answer } from './httpLoad.ts';
import { monitorToken } from './monitorToken.ts';

const socketCount = 50;
const seconds = 20;
const connections = 100;

/** When a socket received the delta that brought it to `seq`. */
type Receipt = [seq: number, at: number];

/**
 * Event to socket: from the first byte of the POST to the receipt of the first delta whose seq covers the event,
 * every event on each of 50 sockets in the room `wall`, with the jobs running, at 20 and at 1,000 events/s.
 */
export async function benchLive(): Promise<object> {
  const server = await benchServer({ BENCH_JOBS: process.env['BENCH_JOBS'] ?? 'yes' });
  try {
    const token = await monitorToken(server.pool);
    const sockets = Array.from({ length: socketCount }, () =>
      io(server.url, { auth: { token }, transports: ['websocket'], forceNew: true }),
    );
    const receipts = await Promise.all(sockets.map(listen));
    // a server that has just started is still being compiled: what it does in its first seconds is nobody's day
    await measure(server, receipts, { rate: 1000, batch: 20, prefix: 'W', seconds: 8 });
    const at20 = await measure(server, receipts, { rate: 20, batch: 1, prefix: 'L20', seconds });
    const at1000 = await measure(server, receipts, { rate: 1000, batch: 20, prefix: 'L1000', seconds });
    for (const socket of sockets) socket.disconnect();
    return { sockets: socketCount, secondsEach: seconds, at20, at1000 };
  } finally {
    await server.close();
  }
}

async function listen(socket: Socket): Promise<Receipt[]> {
  const receipts: Receipt[] = [];
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
  });
  socket.on('changes', (delta: RoomDelta) => receipts.push([delta.seq, performance.now()]));
  const joined: RoomSnapshot = await socket.emitWithAck('join', 'wall');
  receipts.push([joined.seq, performance.now()]);
  return receipts;
}

interface Load {
  rate: number;
  batch: number;
  prefix: string;
  seconds: number;
}

async function measure(server: BenchServer, receipts: readonly Receipt[][], load: Load): Promise<object> {
  const { rate, batch, prefix, seconds: length } = load;
  const sent = new Map<string, number>();
  const streams = server.sources.map(({ uri }, i) =>
    eventStream({
      source: uri,
      prefix: `${prefix}-${i}`,
      seed: rate + i,
      from: Date.now() - 600_000,
      stepMs: 20,
      shape: 'honest',
    }),
  );
  // a post must never wait for the one before: its first byte is where the clock starts
  const clients = Array.from({ length: connections }, (_, i) =>
    httpClient(server.url, server.sources[i % 4]?.key ?? ''),
  );
  const under: Promise<Answer>[] = [];
  const began = performance.now();
  const posts = (rate / batch) * length;
  for (let n = 0; n < posts; n += 1) {
    const wait = began + (n * 1000 * batch) / rate - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    const events = Array.from({ length: batch }, () => streams[n % 4]?.() ?? '');
    const at = performance.now();
    for (const event of events) sent.set(/"id":"([^"]+)"/.exec(event)?.[1] ?? '', at);
    const posted = clients[n % connections]?.post(`[${events.join(',')}]`);
    if (posted) under.push(posted);
  }
  const answers = (await Promise.all(under)).sort((a, b) => a.ms - b.ms);
  const behind = (performance.now() - began) / 1000 - length;
  await new Promise((resolve) => setTimeout(resolve, 2000));
  for (const client of clients) client.close();

  const latencies: number[] = [];
  for (const { eventId, seq } of await seqOfEvents(server, prefix)) {
    const at = sent.get(eventId);
    if (at === undefined) continue;
    for (const list of receipts) latencies.push(receiptOf(list, seq) - at);
  }
  latencies.sort((a, b) => a - b);
  const share = (p: number) =>
    Math.round(latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * p))] ?? NaN);
  return {
    eventsPerSecond: rate,
    events: sent.size,
    flagsRaised: await flagsRaised(server, prefix),
    measured: latencies.length,
    postMs: { p50: percentile(answers, 0.5), p95: percentile(answers, 0.95) },
    generatorBehindSeconds: Math.round(behind * 100) / 100,
    p50: share(0.5),
    p95: share(0.95),
    p99: share(0.99),
  };
}

/** The change that brought each event: written in its transaction, with its instant; of two of one instant, the later. */
async function seqOfEvents(
  { pool }: BenchServer,
  prefix: string,
): Promise<{ eventId: string; seq: number }[]> {
  const { rows } = await pool.query<{ eventId: string; seq: number }>(
    `select e.event_id as "eventId", c.seq
       from case_events e join (select at, max(seq) as seq from changes group by at) c on c.at = e.recorded_at
      where e.case_id like $1`,
    [`${prefix}-%`],
  );
  return rows;
}

/** How many flags the load raised: in a city few, so that they do not crowd the figures out of the stream. */
async function flagsRaised({ pool }: BenchServer, prefix: string): Promise<number> {
  const { rows } = await pool.query<{ n: number }>(
    'select count(*) as n from flags where subject_id like $1',
    [`${prefix}-%`],
  );
  return rows[0]?.n ?? 0;
}

/** Receipts are in order: the first that covers `seq`. Infinity: never. */
function receiptOf(receipts: readonly Receipt[], seq: number): number {
  let low = 0;
  let high = receipts.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((receipts[middle]?.[0] ?? Infinity) < seq) low = middle + 1;
    else high = middle;
  }
  return receipts[low]?.[1] ?? Infinity;
}
