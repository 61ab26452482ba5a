import { setTimeout as sleep } from 'node:timers/promises';
import type { BenchServer } from './benchServer.ts';
import { eventStream } from './eventStream.ts';
import { httpClient } from './httpLoad.ts';

// four clients that post batches of 1,000 one after the other until they are stopped, and tell what was accepted
const { url, sources } = JSON.parse(process.argv[2] ?? '') as Pick<BenchServer, 'url' | 'sources'>;
let accepted = 0;

async function post({ uri, key }: BenchServer['sources'][number], i: number): Promise<void> {
  const client = httpClient(url, key);
  const from = Date.now() - 3_600_000;
  const next = eventStream({ source: uri, prefix: `L${i}`, seed: i + 1, from, stepMs: 1 });
  for (;;) {
    const body = `[${Array.from({ length: 1000 }, next).join(',')}]`;
    const answer = await client.post(body).catch(() => undefined);
    if (answer?.status !== 200) await sleep(50);
    else process.send?.((accepted += 1000));
  }
}

process.on('disconnect', () => process.exit());
await Promise.all(sources.map(post));
