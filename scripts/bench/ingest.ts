import { benchServer } from './benchServer.ts';
import { copyBaseline, storedRows } from './copyBaseline.ts';
import { eventStream, type Shape } from './eventStream.ts';
import { httpClient, median, percentile, postAll, type Answer } from './httpLoad.ts';

const batchSize = 1000;
const runs = 3;

/**
 * Durable HTTP ingest in batches of 1,000 from four clients into `processes` servers that share a database, each
 * source to one of them, beside COPY of the same rows over one connection into
 * an empty table with the production primary index: median of three interleaved runs. Generator, server and
 * database share the machine; bodies are made beforehand.
 */
export async function benchIngest(shape: Shape, processes: number, batchesPerClient = 25): Promise<object> {
  const server = await benchServer({}, processes);
  try {
    const connect = () =>
      server.sources.map(({ key }, i) => httpClient(server.urls[i % server.urls.length] ?? server.url, key));
    const streams = server.sources.map(({ uri }, i) =>
      eventStream({
        source: uri,
        prefix: `B${i}`,
        seed: i + 1,
        from: Date.now() - 3_600_000,
        stepMs: 5,
        shape,
      }),
    );
    const bodies = (batches: number): Buffer[][] =>
      streams.map((next) =>
        Array.from({ length: batches }, () =>
          Buffer.from(`[${Array.from({ length: batchSize }, next).join(',')}]`),
        ),
      );
    await postAll(connect(), bodies(10));
    const rates: number[] = [];
    const copies: number[] = [];
    const answers: Answer[] = [];
    for (let run = 0; run < runs; run += 1) {
      const work = bodies(batchesPerClient);
      const done = await postAll(connect(), work);
      rates.push((streams.length * batchesPerClient * batchSize) / done.seconds);
      answers.push(...done.answers);
      copies.push(
        await copyBaseline(
          server.pool,
          await storedRows(server.pool, streams.length * batchesPerClient * batchSize),
        ),
      );
    }
    answers.sort((a, b) => a.ms - b.ms);
    const accepted = answers.reduce(
      (sum, { body }) => sum + Number(/"accepted":(\d+)/.exec(body)?.[1] ?? 0),
      0,
    );
    return {
      shape,
      processes,
      eventsPerSecond: Math.round(median(rates)),
      copyRowsPerSecond: Math.round(median(copies)),
      ratio: Math.round((median(rates) / median(copies)) * 1000) / 1000,
      batchMs: { p50: percentile(answers, 0.5), p99: percentile(answers, 0.99) },
      runs: rates.map((rate, i) => ({
        eventsPerSecond: Math.round(rate),
        copyRowsPerSecond: Math.round(copies[i] ?? 0),
      })),
      accepted,
    };
  } finally {
    await server.close();
  }
}
