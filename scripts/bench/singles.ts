import { benchServer } from './benchServer.ts';
import { eventStream } from './eventStream.ts';
import { httpClient, median, percentile, postAll, type Answer } from './httpLoad.ts';

const clientCount = 50;
const runs = 3;

/**
 * One event a request from 50 clients, beside a server that leaves out the append and answers after validation:
 * median of three interleaved runs.
 */
export async function benchSingles(eventsPerClient = 200): Promise<object> {
  const server = await benchServer();
  try {
    const connect = (path?: string) =>
      Array.from({ length: clientCount }, (_, i) =>
        httpClient(server.url, server.sources[i % 4]?.key ?? '', path),
      );
    const streams = Array.from({ length: clientCount }, (_, i) =>
      eventStream({
        source: server.sources[i % 4]?.uri ?? '',
        prefix: `S${i}`,
        seed: i + 1,
        from: Date.now() - 3_600_000,
        stepMs: 100,
      }),
    );
    const bodies = (): string[][] => streams.map((next) => Array.from({ length: eventsPerClient }, next));
    await postAll(connect(server), bodies());
    await postAll(connect(bare), bodies());
    const durable: number[] = [];
    const without: number[] = [];
    const answers: Answer[] = [];
    for (let run = 0; run < runs; run += 1) {
      const work = bodies();
      const dry = await postAll(connect(bare), work);
      without.push((clientCount * eventsPerClient) / dry.seconds);
      const done = await postAll(connect(server), work);
      durable.push((clientCount * eventsPerClient) / done.seconds);
      answers.push(...done.answers);
    }
    answers.sort((a, b) => a.ms - b.ms);
    return {
      clients: clientCount,
      requestsPerSecond: Math.round(median(durable)),
      withoutCommitPerSecond: Math.round(median(without)),
      ratio: Math.round((median(durable) / median(without)) * 1000) / 1000,
      requestMs: { p50: percentile(answers, 0.5), p99: percentile(answers, 0.99) },
    };
  } finally {
    await server.close();
    await bare.close();
  }
}
