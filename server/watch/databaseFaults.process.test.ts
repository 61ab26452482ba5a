import { readFile, rename, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { smallCity } from '../testing/ingestWorld.ts';
import { smallDisk, type SmallDisk } from '../testing/smallDisk.ts';
import { startDuban, type RunningDuban } from '../testing/startDuban.ts';

const perBatch = 200;
const outageMs = 30_000;
const patience = { timeout: 100_000, interval: 500 };

const disk: SmallDisk | undefined = await smallDisk(320);
const leftOut = disk ? '' : ' (left out: to mount a small disk takes root on Linux)';
let duban: RunningDuban;
let key: string;
let token: string;
/** What was answered as accepted, and what was sent in all. */
const acknowledged: number[] = [];
let sent = 0;

beforeAll(async () => {
  duban = await startDuban(undefined, { folder: disk?.folder ?? tmpdir() });
  const catalogue = join(duban.dataDir, 'city.json');
  await writeFile(catalogue, JSON.stringify(smallCity));
  await duban.command('catalogue', 'import', catalogue);
  key = /dbk_[\w-]+/.exec(await duban.command('source', 'add', 'stream'))?.[0] ?? '';
  await duban.command('user', 'add', 'he', '--role', 'admin');
  token = await duban.command('token', 'add', 'he');
}, 240_000);
afterAll(async () => {
  await duban?.end();
  await disk?.remove();
}, 120_000);

/** The same whenever an event is sent: another time would be another content. */
const happened = new Date(Date.now() - 3_600_000).toISOString();
const eventsOf = (batch: number): object[] =>
  Array.from({ length: perBatch }, (_, i) => ({
    specversion: '1.0',
    id: `f-${batch}-${i}`,
    source: '/stream',
    type: 'case.submitted',
    time: happened,
    subject: `F-${batch}-${i}`,
    data: { item: 'permit', department: '500112-ZJ', region: '500112' },
  }));

const post = (batch: number): Promise<Response> =>
  fetch(`${duban.url}/api/v1/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify(eventsOf(batch)),
  });

/** Sends the next batch; what was not accepted is sent again the next time, as a source does. */
async function sendNext(): Promise<{ status: number; retryAfter: string | null }> {
  const answer = await post(sent);
  const body = (await answer.json()) as { accepted?: number; duplicates?: number };
  if (answer.ok) {
    // a commit whose answer was lost counts as sent twice
    expect((body.accepted ?? 0) + (body.duplicates ?? 0)).toBe(perBatch);
    acknowledged.push(sent);
    sent += 1;
  }
  return { status: answer.status, retryAfter: answer.headers.get('retry-after') };
}

async function readiness() {
  const answer = await fetch(`${duban.url}/readyz`);
  const { reason, database } = (await answer.json()) as { reason?: string; database?: string };
  return { status: answer.status, reason, database };
}

/** What an administrator's page is told: the troubles, or that the database is away. */
async function toldAdministrators(): Promise<string[]> {
  const answer = await fetch(`${duban.url}/api/v1/self-watch/troubles`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const body = (await answer.json()) as { items?: { code: string }[]; code?: string };
  return body.items?.map(({ code }) => code) ?? [String(body.code)];
}

const refused = expect.objectContaining({ status: 503, retryAfter: expect.stringMatching(/^\d+$/) });
const healed = async (): Promise<void> => {
  await expect.poll(async () => (await sendNext()).status, patience).toBe(200);
  await expect.poll(readiness, patience).toMatchObject({ status: 200, database: 'answers' });
  await expect.poll(toldAdministrators, patience).not.toContain('busy');
  for (const batch of acknowledged) {
    const answer = (await (await post(batch)).json()) as { duplicates: number };
    expect(answer.duplicates, `batch ${batch} was acknowledged`).toBe(perBatch);
  }
};

// One server, two days of bad luck: each goes on from the one before.
describe.skipIf(process.platform !== 'linux')('a database that cannot go on', { timeout: 240_000 }, () => {
  it('that is gone for half a minute: sources are told to try again, nothing is lost, all heals', async () => {
    for (let batch = 0; batch < 5; batch += 1) expect((await sendNext()).status).toBe(200);
    const cluster = join(duban.dataDir, 'postgres');
    const settings = join(cluster, 'postgresql.conf');
    // without its settings the supervisor cannot start it again
    await rename(settings, `${settings}.away`);
    const [postmaster] = (await readFile(join(cluster, 'postmaster.pid'), 'utf8')).split('\n');
    process.kill(Number(postmaster), 'SIGKILL');
    const until = Date.now() + outageMs;

    await expect.poll(sendNext, patience).toEqual(refused);
    expect(await readiness()).toMatchObject({
      status: 503,
      reason: expect.stringContaining('does not answer'),
    });
    expect((await fetch(`${duban.url}/healthz`)).status).toBe(200);
    expect(await toldAdministrators()).toEqual(['busy']);
    const figures = await (await fetch(`${duban.url}/metrics`)).text();
    expect(figures).toContain('duban_ingest_refused_requests_total{status="503"}');
    while (Date.now() < until) {
      expect(await sendNext()).toEqual(refused);
      await sleep(2000);
    }
    await rename(`${settings}.away`, settings);
    await healed();
  });

  it.skipIf(!disk)(`whose disk is full: it says so, and goes on once there is room${leftOut}`, async () => {
    await disk?.fill();
    await expect.poll(sendNext, patience).toEqual(refused);
    await expect
      .poll(readiness, patience)
      .toMatchObject({ status: 503, database: 'full', reason: expect.stringContaining('no room') });
    expect(await (await fetch(`${duban.url}/metrics`)).text()).toContain('duban_database_full 1');
    // pages go on as long as the database can be read
    const isTold = (said: string[]): boolean => said.includes('database_full') || said.includes('busy');
    await expect.poll(toldAdministrators, patience).toSatisfy(isTold);
    await disk?.makeRoom();
    await healed();
  });

  it('and in the end every sum is that of its events', async () => {
    const report = JSON.parse(await duban.command('rebuild', '--check')) as object;
    expect(report).toMatchObject({
      events: sent * perBatch,
      cases: sent * perBatch,
      differences: { cases: 0, statsDay: 0, statsMinute: 0, statsOpen: 0 },
    });
  });
});
