import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** A clock that runs like this machine's, as far ahead of it as a test says. */
export interface ShiftedClock {
  /** For the programs that are to go by it. */
  env: { NODE_OPTIONS: string };
  now(): number;
  /** Jumps; running programs follow within a tenth of a second. */
  jumpTo(instant: number): Promise<void>;
  remove(): Promise<void>;
}

/** Loaded before a program's own modules; timers keep the machine's time, as they do when a real clock is set. */
const preload = `
import { readFileSync } from 'node:fs';
const file = new URL('ahead', import.meta.url);
let ahead = 0;
const read = () => { try { ahead = Number(readFileSync(file, 'utf8')); } catch {} };
read();
setInterval(read, 50).unref();
const Machine = Date;
const now = () => Machine.now() + ahead;
globalThis.Date = new Proxy(Machine, {
  construct: (target, given, as) => Reflect.construct(target, given.length === 0 ? [now()] : given, as),
  get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
});
`;

export async function shiftedClock(): Promise<ShiftedClock> {
  const folder = await mkdtemp(join(tmpdir(), 'duban-clock-'));
  const script = join(folder, 'clock.mjs');
  let ahead = 0;
  await writeFile(script, preload);
  await writeFile(join(folder, 'ahead'), '0');
  return {
    env: { NODE_OPTIONS: `--import=${pathToFileURL(script).href}` },
    now: () => Date.now() + ahead,
    async jumpTo(instant) {
      ahead = instant - Date.now();
      await writeFile(join(folder, 'ahead'), String(ahead));
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
