import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { RoomDelta, RoomSnapshot } from '#contract/wall';
import { demoCity } from '../simulation/city/demoCity.ts';
import { startDuban, type RunningDuban } from '../testing/startDuban.ts';

const walls = 200;
const patience = { timeout: 120_000, interval: 50 };
const slow = 300_000;

let duban: RunningDuban;
let token: string;
const sockets: Socket[] = [];
/** How often each has got a snapshot, and the number it stands at. */
const joined = new Array<number>(walls).fill(0);
const seqs = new Array<number>(walls).fill(-1);

beforeAll(async () => {
  duban = await startDuban();
  const city = join(tmpdir(), `duban-city-${process.pid}.json`);
  await writeFile(city, JSON.stringify(demoCity()));
  await duban.command('catalogue', 'import', city);
  await duban.command('user', 'add', 'hall', '--role', 'monitor');
  token = await duban.command('token', 'add', 'hall');
}, slow);
afterAll(async () => {
  for (const socket of sockets) socket.disconnect();
  await duban?.end();
});

/** As the pages of a wall hold it: comes back for ever, with jitter, and joins each time. */
function follow(at: number): void {
  const socket = io(duban.url, {
    transports: ['websocket'],
    forceNew: true,
    auth: { token },
    reconnectionDelay: 500,
    reconnectionDelayMax: 10_000,
    randomizationFactor: 0.5,
  });
  socket.on('connect', () => {
    socket.emit('join', 'wall', (answer: Partial<RoomSnapshot>) => {
      if (answer.seq === undefined) return;
      joined[at] = (joined[at] ?? 0) + 1;
      seqs[at] = answer.seq;
    });
  });
  socket.on('changes', ({ after, seq }: RoomDelta) => {
    if (after === seqs[at]) seqs[at] = seq;
  });
  sockets.push(socket);
}

async function metric(name: string): Promise<number> {
  const text = await (await fetch(`${duban.url}/metrics`)).text();
  return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]);
}

it(
  'takes back 200 walls at once after a crash, answers others meanwhile, and tells them all',
  async () => {
    for (let at = 0; at < walls; at += 1) follow(at);
    await expect.poll(() => joined.filter((times) => times === 1).length, patience).toBe(walls);

    await duban.kill();
    await duban.start();
    const alone = await metric('duban_process_resident_memory_bytes');
    const waits: number[] = [];
    while (joined.some((times) => times < 2)) {
      const asked = performance.now();
      const answer = await fetch(`${duban.url}/readyz`);
      expect(answer.status).toBe(200);
      waits.push(performance.now() - asked);
    }
    // far from the ten seconds after which a wall asks again
    expect(Math.max(...waits)).toBeLessThan(5000);
    expect((await metric('duban_process_resident_memory_bytes')) - alone).toBeLessThan(150e6);

    // a heartbeat of the rules comes every five seconds, to all in one message
    const before = Math.max(...seqs);
    await expect.poll(() => Math.min(...seqs), patience).toBeGreaterThan(before);
  },
  slow,
);
