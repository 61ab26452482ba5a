import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { BenchServer } from './benchServer.ts';

/** How ingest did meanwhile: batches of a hundred events, and ms from sending one to its answer. */
export interface Beside {
  batches: number;
  refused: number;
  p50Ms: number;
  p95Ms: number;
  worstMs: number;
}

/** Lets departments report while work is done: five batches of a hundred events a second, from a process of their own. */
export async function ingestBeside<Result>(
  { url, sources }: BenchServer,
  work: () => Promise<Result>,
): Promise<{ result: Result; ingest: Beside }> {
  const program = fileURLToPath(new URL('./ingestBesideProcess.js', import.meta.url));
  const child = fork(program, [JSON.stringify({ url, source: sources[0] })]);
  await once(child, 'message');
  const result = await work();
  child.send('stop');
  const [ingest] = (await once(child, 'message')) as [Beside];
  child.disconnect();
  return { result, ingest };
}
