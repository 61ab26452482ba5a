import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Problem } from '#contract/problem';
import { openDataDir } from './dataDir.ts';
import { readEngineFile } from './engineFile.ts';
import { launchSupervisor } from './launchSupervisor.ts';
import type { LaunchedSupervisor, LaunchOptions } from './launchSupervisor.ts';

export interface Engine {
  /** Of the database `duban`, which may not exist yet. */
  url: string;
  /** Lets go; the last to do so waits until PostgreSQL has stopped. Safe to call twice. */
  release: () => Promise<void>;
}

export interface AttachOptions extends LaunchOptions {
  /** Hears the one sentence about programs or data placed elsewhere. */
  onNotice?: (sentence: string) => void;
}

/**
 * Attaches to the embedded engine of a data folder and starts it if it does not run. It runs for as long as any
 * process is attached; a process that dies, however it dies, is detached by the kernel.
 */
export async function attachEngine(options: AttachOptions): Promise<Engine> {
  const dataDir = await openDataDir(options.dataDir);
  const deadline = performance.now() + 120_000;
  let launched: LaunchedSupervisor | undefined;
  try {
    while (performance.now() < deadline) {
      const engine = await hold(dataDir);
      if (engine !== undefined) return engine;
      launched?.letGo();
      launched = await launchSupervisor({ ...options, dataDir });
      const report = await launched.report;
      if (report.state === 'failed') throw new Problem('engine_failed', report.sentence);
      if (report.state === 'ready' && report.notice !== undefined) options.onNotice?.(report.notice);
      if (report.state === 'busy') await sleep(150);
    }
  } finally {
    launched?.letGo();
  }
  throw new Problem(
    'engine_failed',
    `The embedded database in ${dataDir} neither started nor stopped within 120 s.`,
  );
}

async function hold(dataDir: string): Promise<Engine | undefined> {
  const file = await readEngineFile(dataDir);
  if (file?.running === undefined) return undefined;
  const { port, supervisorPort, secret } = file.running;
  const socket = await greet(supervisorPort, secret);
  if (socket === undefined) return undefined;
  // being attached alone must not keep a finished command alive
  socket.unref();
  return {
    url: `postgres://duban:${file.password}@127.0.0.1:${port}/duban`,
    release: () => letGo(socket),
  };
}

/** Undefined when nobody listens there, or somebody else does (a port that was given away after a crash). */
function greet(port: number, secret: string): Promise<Socket | undefined> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const refused = (): void => {
      socket.destroy();
      resolve(undefined);
    };
    socket.setTimeout(5_000, refused);
    socket.once('connect', () => socket.write(secret));
    socket.once('close', refused);
    socket.on('error', () => undefined);
    socket.once('data', (answer) => {
      if (answer.toString('latin1') !== 'held\n') return refused();
      socket.removeListener('close', refused);
      socket.setTimeout(0);
      resolve(socket);
    });
  });
}

function letGo(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    if (socket.closed) return resolve();
    socket.ref();
    const tooLong = setTimeout(() => socket.destroy(), 15_000);
    socket.once('close', () => {
      clearTimeout(tooLong);
      resolve();
    });
    socket.resume();
    socket.end();
  });
}
