import type { BenchServer } from '../bench/benchServer.ts';
import { eventStream } from '../bench/eventStream.ts';
import { httpClient, postAll } from '../bench/httpLoad.ts';

const day = 86_400_000;

/**
 * A city that has lived before its wall is watched: two months of cases under way, so that flags are listed and cells
 * marked, and a morning of honest ones in every office. What a wall keeps grows no more with what follows.
 */
export async function lifeBefore(server: BenchServer): Promise<void> {
  const now = Date.now();
  const streams = server.sources.flatMap(({ uri }, i) => [
    // the newest are of the day before yesterday
    {
      from: now - 60 * day,
      stepMs: (58 * day) / 2000,
      shape: 'mixed' as const,
      source: uri,
      prefix: `A${i}`,
    },
    { from: now - 2 * 3_600_000, stepMs: 1000, shape: 'honest' as const, source: uri, prefix: `B${i}` },
  ]);
  const clients = server.sources.flatMap(({ key }) => [key, key]).map((key) => httpClient(server.url, key));
  const bodies = streams.map((stream, i) => {
    const next = eventStream({ ...stream, seed: i });
    return Array.from({ length: 2 }, () => `[${Array.from({ length: 1000 }, next).join(',')}]`);
  });
  await postAll(clients, bodies);
}
