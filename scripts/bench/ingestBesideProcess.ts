import { setTimeout as sleep } from 'node:timers/promises';
import type { BenchServer } from './benchServer.ts';
import { eventStream } from './eventStream.ts';
import { httpClient } from './httpLoad.ts';
import type { Beside } from './ingestBeside.ts';

const everyMs = 200;
const { url, source } = JSON.parse(process.argv[2] ?? '') as {
  url: string;
  source: BenchServer['sources'][number];
};
const client = httpClient(url, source.key);
const next = eventStream({
  source: source.uri,
  prefix: 'B',
  seed: 7,
  from: Date.now() - 3_600_000,
  stepMs: 1,
});
const took: number[] = [];
let refused = 0;
let stopped = false;

process.on('message', () => (stopped = true));
process.on('disconnect', () => process.exit());

/** One batch; the first ones warm the server up and are not counted. */
async function post(): Promise<number> {
  const body = `[${Array.from({ length: 100 }, next).join(',')}]`;
  const began = performance.now();
  const answer = await client.post(body).catch(() => undefined);
  if (answer?.status !== 200) refused += 1;
  return performance.now() - began;
}

for (let n = 0; n < 5; n += 1) await post();
refused = 0;
process.send?.('ready');
while (!stopped) {
  const ms = await post();
  took.push(ms);
  await sleep(Math.max(0, everyMs - ms));
}
took.sort((a, b) => a - b);
const at = (share: number): number => Math.round(took[Math.floor(took.length * share)] ?? 0);
const told: Beside = {
  batches: took.length,
  refused,
  p50Ms: at(0.5),
  p95Ms: at(0.95),
  worstMs: Math.round(took.at(-1) ?? 0),
};
process.send?.(told);
