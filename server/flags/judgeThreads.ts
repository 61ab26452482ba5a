import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Pool } from 'pg';
import { Problem } from '#contract/problem';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { CasePage } from './casePage.ts';
import type { ThreadAnswer, ThreadOrder, ThreadPage } from './judgeThread.ts';
import type { PageOrder } from './pageOrder.ts';

const nurseryMb = 192;

interface ThreadsParts {
  pool: Pool;
  catalogue: Catalogue;
  order: PageOrder;
  threads: number;
  /** Pages at a time, each. */
  atOnce: number;
  script: string | undefined;
}

/** Threads that judge pages, each over connections of its own; a page goes to the one that has least to do. */
export interface PageJudge<Tally> {
  judge: (page: CasePage) => Promise<Tally>;
  close: () => Promise<void>;
}

/** @throws Problem `conflict` when a thread finds another catalogue than the given one */
export async function startThreads<Tally>(parts: ThreadsParts): Promise<PageJudge<Tally>> {
  const started = await Promise.allSettled(
    Array.from({ length: parts.threads }, () => startThread<Tally>(parts)),
  );
  const threads = started.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const close = async (): Promise<void> => {
    await Promise.all(threads.map((thread) => thread.close()));
  };
  const failed = started.find((one) => one.status === 'rejected');
  if (failed) {
    await close();
    throw failed.reason;
  }
  const least = (): Thread<Tally> | undefined => threads.toSorted((a, b) => a.asked() - b.asked())[0];
  return {
    judge: (page) => least()?.judge(page) ?? Promise.reject(new Error('there is no thread to judge a page')),
    close,
  };
}

interface Thread<Tally> extends PageJudge<Tally> {
  /** How many pages it has yet to answer. */
  asked(): number;
}

async function startThread<Tally>({
  pool,
  catalogue,
  order,
  atOnce,
  script,
}: ThreadsParts): Promise<Thread<Tally>> {
  const { marker, timezone } = catalogue;
  const workerData: ThreadOrder = {
    url: pool.options.connectionString ?? '',
    marker,
    timezone,
    atOnce,
    order,
  };
  const program = script ?? fileURLToPath(new URL('./judgeThread.js', import.meta.url));
  const worker = new Worker(program, {
    workerData,
    // conditions that a test runner sets would lead the thread to the sources
    execArgv: ['--enable-source-maps'],
    // a page of cases outlives a small nursery, and is copied about instead of dropped
    resourceLimits: { maxYoungGenerationSizeMb: nurseryMb },
  });
  const waiting = new Map<number, { resolve(tally: Tally): void; reject(error: Error): void }>();
  let asked = 0;
  worker.on('message', ({ nth, tally, error }: ThreadAnswer<Tally>) => {
    const page = waiting.get(nth);
    waiting.delete(nth);
    if (tally) page?.resolve(tally);
    else page?.reject(new Error(error));
  });
  let gone: Error | undefined;
  const ended = (error: Error): void => {
    gone ??= error;
    for (const page of waiting.values()) page.reject(error);
    waiting.clear();
  };
  worker.on('error', ended);
  worker.on('exit', () => ended(new Error('a thread that judges pages ended')));
  const [ready] = (await once(worker, 'message')) as [ThreadAnswer<Tally>];
  if (ready.error !== undefined) {
    await worker.terminate();
    throw new Problem('conflict', ready.error);
  }
  return {
    asked: () => waiting.size,
    judge: (page) =>
      new Promise((resolve, reject) => {
        if (gone) return reject(gone);
        asked += 1;
        waiting.set(asked, { resolve, reject });
        const ask: ThreadPage = { nth: asked, page };
        worker.postMessage(ask);
      }),
    async close() {
      await worker.terminate();
    },
  };
}
