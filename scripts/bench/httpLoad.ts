import { Agent, request } from 'node:http';

export interface Answer {
  status: number;
  body: string;
  ms: number;
}

export interface Client {
  post(body: string | Buffer): Promise<Answer>;
  close(): void;
}

/** One kept-alive connection that posts events. */
export function httpClient(url: string, key: string, path = '/api/v1/events'): Client {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  return {
    post: (body) =>
      new Promise((resolve, reject) => {
        const begun = performance.now();
        const length = Buffer.byteLength(body);
        const req = request(
          url + path,
          { method: 'POST', agent, headers: { ...headers, 'content-length': length } },
          (res) => {
            const chunks: Buffer[] = [];
            res.on('data', (chunk: Buffer) => chunks.push(chunk));
            res.on('end', () =>
              resolve({
                status: res.statusCode ?? 0,
                body: Buffer.concat(chunks).toString(),
                ms: performance.now() - begun,
              }),
            );
          },
        );
        req.on('error', reject);
        req.end(body);
      }),
    close: () => agent.destroy(),
  };
}

/** Posts each client's bodies in their order, all clients at once, and closes the clients; answers come sorted by duration. */
export async function postAll(
  clients: readonly Client[],
  bodies: readonly (readonly (string | Buffer)[])[],
): Promise<{ seconds: number; answers: Answer[] }> {
  const answers: Answer[] = [];
  const begun = performance.now();
  await Promise.all(
    clients.map(async (client, i) => {
      for (const body of bodies[i] ?? []) answers.push(await client.post(body));
    }),
  );
  const seconds = (performance.now() - begun) / 1000;
  for (const client of clients) client.close();
  const failed = answers.find((answer) => answer.status !== 200);
  if (failed) throw new Error(`answered ${failed.status}: ${failed.body.slice(0, 500)}`);
  return { seconds, answers: answers.sort((a, b) => a.ms - b.ms) };
}

export const percentile = (answers: readonly Answer[], share: number): number =>
  Math.round((answers[Math.min(answers.length - 1, Math.floor(answers.length * share))]?.ms ?? 0) * 10) / 10;

export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
