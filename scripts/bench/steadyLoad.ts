import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { BenchServer } from './benchServer.ts';

export interface Load {
  /** Accepted so far. */
  events(): number;
  stop(): Promise<void>;
}

/** Departments of their own process, as in life: what is measured beside them must not slow them down. */
export async function startLoad({ url, sources }: BenchServer): Promise<Load> {
  const program = fileURLToPath(new URL('./steadyLoadProcess.js', import.meta.url));
  const child = fork(program, [JSON.stringify({ url, sources })]);
  let events = 0;
  child.on('message', (told: number) => (events = told));
  await once(child, 'message');
  return {
    events: () => events,
    async stop() {
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
    },
  };
}
