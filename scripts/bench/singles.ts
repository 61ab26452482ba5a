import { benchServer, type BenchServer } from './benchServer.ts';
import { eventStream } from './eventStream.ts';
import { httpClient, median, percentile, postAll, type Answer } from './httpLoad.ts';

const clientCount = 50;
const runs = 3;

/**
 * One event a request from 50 clients, beside a server that leaves out the append and answers after validation:
 * median of three interleaved runs.
 */
export async function benchSingles(eventsPerClient = 200): Promise<object> {
  const durable = await benchServer();
  const bare = await benchServer({ BENCH_WITHOUT: 'append' });
  const total = clientCount * eventsPerClient;
  const post = async (server: BenchServer, run: number): Promise<{ rate: number; answers: Answer[] }> => {
    const clients = Array.from({ length: clientCount }, (_, i) =>
      httpClient(server.url, server.sources[i % 4]?.key ?? ''),
    );
    const streams = server.sources.map(({ uri: source }, i) =>
      eventStream({ source, prefix: `S${run}-${i}`, seed: i + 1, from: Date.now() - 3_600_000, stepMs: 20 }),
    );
    const bodies = clients.map((_, i) =>
      Array.from({ length: eventsPerClient }, () => streams[i % 4]?.() ?? ''),
    );
    const { seconds, answers } = await postAll(clients, bodies);
    return { rate: total / seconds, answers };
  };
  try {
    const rates: number[] = [];
    const without: number[] = [];
    const answers: Answer[] = [];
    for (let run = 0; run <= runs; run += 1) {
      const dry = await post(bare, run);
      const done = await post(durable, run);
      // the first run warms up both
      if (run === 0) continue;
      without.push(dry.rate);
      rates.push(done.rate);
      answers.push(...done.answers);
    }
    answers.sort((a, b) => a.ms - b.ms);
    return {
      clients: clientCount,
      requestsPerSecond: Math.round(median(rates)),
      withoutCommitPerSecond: Math.round(median(without)),
      ratio: Math.round((median(rates) / median(without)) * 1000) / 1000,
      requestMs: { p50: percentile(answers, 0.5), p99: percentile(answers, 0.99) },
    };
  } finally {
    await durable.close();
    await bare.close();
  }
}
