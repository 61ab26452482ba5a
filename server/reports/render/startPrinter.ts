import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Problem, type ProblemCode } from '#contract/problem';
import type { Render, RenderedFile, RenderOrder } from './renderOrder.ts';

export interface PrintAsk {
  nth: number;
  order: RenderOrder;
  fontsDir: string | null;
}
export type PrintAnswer = { nth: number } & (
  { rendered: RenderedFile; memory: number } | { failed: { sentence: string; code?: ProblemCode } }
);

export interface Printer {
  /** One at a time. @throws Problem as `renderReport`, and `busy` when too many wait */
  render: Render;
  /** As `render`, however many wait: a paper is not left unissued because many look at others. */
  renderPatiently: Render;
  /** Most memory that a print has taken so far, in bytes. */
  memory(): number;
  close(): Promise<void>;
}

/** Whoever waits behind as many waits for minutes: better said at once. */
const mostWaiting = 20;
const patienceMs = 180_000;
/** The fonts stay read for the next file of the same report. */
const idleMs = 30_000;
/** In MB. Pictures lie beside it. */
const heap = 512;

/**
 * Prints reports in a process beside the server's, so that its requests are not held up; started when there is something
 * to print and ended soon after.
 * @param fontsDir of a unit's own fonts; null: the shipped one
 * @param script another program than the built one, for tests
 */
export function startPrinter(
  fontsDir: string | null = null,
  script = fileURLToPath(new URL('./printProcess.js', import.meta.url)),
): Printer {
  let child: ChildProcess | undefined;
  let idle: NodeJS.Timeout | undefined;
  let [nth, waiting, memory] = [0, 0, 0];
  let turn: Promise<unknown> = Promise.resolve();
  let closed = false;

  const end = (): void => {
    clearTimeout(idle);
    if (child?.connected === true) child.disconnect();
    child?.kill('SIGKILL');
    child = undefined;
  };
  const begin = (): ChildProcess => {
    const begun = start(script);
    // one that dies while nothing is printed is not asked again
    begun.on('exit', () => {
      if (child === begun) child = undefined;
    });
    // told to whoever asks (`ask`); heard by nobody it would end the server
    begun.on('error', () => undefined);
    return begun;
  };
  const print = async (order: RenderOrder): Promise<RenderedFile> => {
    if (closed) throw new Problem('busy', 'The server stops; ask again in a moment.');
    clearTimeout(idle);
    const printer = (child ??= begin());
    nth += 1;
    try {
      const answer = await ask(printer, { nth, order, fontsDir });
      if ('failed' in answer) throw new Problem(answer.failed.code ?? 'internal', answer.failed.sentence);
      memory = Math.max(memory, answer.memory);
      idle = setTimeout(end, idleMs).unref();
      return { ...answer.rendered, file: Buffer.from(answer.rendered.file) };
    } catch (error) {
      // whatever state it is in: the next one begins with a new one
      if (!(error instanceof Problem) || error.code === 'busy') end();
      else idle = setTimeout(end, idleMs).unref();
      throw error;
    }
  };
  const renderPatiently: Render = (order) => {
    waiting += 1;
    const printed = turn.then(() => print(order));
    turn = printed.catch(() => undefined);
    return printed.finally(() => (waiting -= 1));
  };
  return {
    async render(order) {
      if (waiting >= mostWaiting)
        throw new Problem('busy', `${waiting} files are waiting to be printed; ask again in a moment.`);
      return renderPatiently(order);
    },
    renderPatiently,
    memory: () => memory,
    close() {
      closed = true;
      end();
      return turn.then(() => undefined);
    },
  };
}

function start(script: string): ChildProcess {
  const child = fork(script, [], {
    // Buffers go as they are
    serialization: 'advanced',
    // conditions that a test runner sets would lead it to the sources
    execArgv: ['--enable-source-maps', `--max-old-space-size=${heap}`],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  child.unref();
  child.channel?.unref();
  return child;
}

function ask(child: ChildProcess, asked: PrintAsk): Promise<PrintAnswer> {
  return new Promise((resolve, reject) => {
    const done = (): void => {
      clearTimeout(timer);
      child.channel?.unref();
      child.off('message', hear).off('exit', gone).off('error', gone);
    };
    const hear = (answer: PrintAnswer): void => {
      if (answer.nth !== asked.nth) return;
      done();
      resolve(answer);
    };
    const gone = (): void => {
      done();
      reject(new Error('What prints reports ended; it may have had too little memory.'));
    };
    const timer = setTimeout(() => {
      done();
      reject(new Error(`The report was not printed within ${patienceMs / 1000} s.`));
    }, patienceMs);
    child.channel?.ref();
    child.on('message', hear).on('exit', gone).on('error', gone);
    child.send(asked, (error) => error && gone());
  });
}
