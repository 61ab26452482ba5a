import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { rebuild } from '../../cases/rebuild.ts';
import { seedCalendar } from '../../catalogue/seedCalendar.ts';
import { importWorld, requestsHead, requestsMapping } from '../../testing/importWorld.ts';
import { ingestServer, ingestWorld, type IngestServer, type IngestWorld } from '../../testing/ingestWorld.ts';
import { tableSums } from '../../testing/tableSums.ts';
import { testDatabase, type TestDatabase } from '../../testing/templateDatabase.ts';
import { archiveCases, type ArchiveParts } from './archiveCases.ts';
import { oldestChunkEnd } from './chunkStore.ts';
import { casesPastTime } from './dueStore.ts';
import { restoreArchive } from './restoreArchive.ts';

const zone = 'Asia/Shanghai';
const day = 86_400_000;
const now = Date.parse('2026-11-20T10:00:00+08:00');
/** Events are taken live until 400 days after they happened; what is older than this is old here. */
const before = Date.parse('2026-05-01T00:00:00+08:00');

let database: TestDatabase;
let world: IngestWorld;
let server: IngestServer;
let key: string;
let folder: string;

beforeAll(async () => {
  database = await testDatabase();
  world = await ingestWorld(database.pool, undefined, now);
  server = await ingestServer(database.pool, world, { now: () => now });
  ({ key } = await world.addSource('city'));
  // January to March and, on TimescaleDB, several chunks; one case reaches from the first into the last
  for (const [number, begun, took] of [
    ['jan-1', '2026-01-05', 3],
    ['jan-2', '2026-01-06', 20],
    ['long', '2026-01-07', 70],
    ['mar-1', '2026-03-02', 1],
    ['mar-2', '2026-03-03', 2],
    ['new', '2026-10-08', 2],
  ] as const)
    await post(life(number, begun, took));
  await post(life('open', '2026-03-04', 2).slice(0, 2));
});
afterAll(async () => {
  await server?.close();
  await database.drop();
});
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'duban-archive-'));
  return () => rm(folder, { recursive: true });
});

function life(number: string, begun: string, took: number) {
  const at = (days: number) => new Date(Date.parse(`${begun}T09:00:00+08:00`) + days * day).toISOString();
  const event = (type: string, days: number, data: object) => ({
    specversion: '1.0',
    id: `${number}-${type}`,
    source: '/city',
    type: `case.${type}`,
    time: at(days),
    subject: number,
    data: { item: 'register', department: '500112-RS', ...data },
  });
  const applicant = { name: '张三', idNumber: '11010519491231002X' };
  return [
    event('submitted', 0, { applicant, channel: 'web' }),
    event('accepted', 0.1, { handler: '经办\u2028甲' }),
    event('concluded', took, { outcome: 'granted' }),
    event('rated', took + 0.1, { score: 2 }),
  ];
}
async function send(
  events: object[],
): Promise<{ accepted: number; rejected: number; errors: { code: string }[] }> {
  const response = await fetch(`${server.url}/api/v1/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify(events),
  });
  return response.json() as ReturnType<typeof send>;
}
async function post(events: object[]): Promise<void> {
  expect(await send(events)).toMatchObject({ accepted: events.length });
}
const archive = (more: Partial<ArchiveParts> = {}) =>
  archiveCases(
    {
      ...{ pool: database.pool, zone, folder, recipients: [], version: '9.9.9', actor: 'duban test' },
      assertFence: () => Promise.resolve(),
      shouldStop: () => false,
      ...more,
    },
    { before, now },
  );
const check = () =>
  rebuild({ pool: database.pool, catalogue: world.catalogue.current() }, { check: true, now });
const same = { cases: 0, statsDay: 0, statsMinute: 0, statsOpen: 0 };
const caseIds = async (): Promise<string[]> =>
  (await database.pool.query<{ id: string }>('select case_id as id from cases order by case_id')).rows.map(
    ({ id }) => id,
  );
const filesIn = async (): Promise<string[]> =>
  (await readdir(folder, { recursive: true })).filter((name) => /\.ndjson\.gz(\.age)?$/.test(name)).sort();
const kept = async () => {
  const {
    audit_entries,
    audit_unsealed,
    case_archives,
    archived_cases,
    restored_cases,
    archived_days,
    archived_minutes,
    ...rest
  } = await tableSums(database.pool);
  void [
    audit_entries,
    audit_unsealed,
    case_archives,
    archived_cases,
    restored_cases,
    archived_days,
    archived_minutes,
  ];
  return rest;
};

describe('archiving', () => {
  it('holds back what is open, young, still followed up or of the same family as such', async () => {
    await database.pool.query(
      `insert into flags (subject_kind, subject_id, rule, occurrence, severity, status, occurred_at, raised_at,
                          rule_version, as_of, known_at, evidence)
       values ('case', 'jan-2', 'TIM-02', 'e', 'yellow', 'sent', now(), now(), 1, now(), now(), '{}')`,
    );
    await database.pool.query(`update cases set parent_case = 'open' where case_id = 'mar-1'`);
    const past = await casesPastTime(database.pool, { before, now });
    expect(past).toMatchObject({ rows: 3, events: 12, heldBack: 2 });
    await database.pool.query(`delete from flags where subject_id = 'jan-2'`);
    await database.pool.query(`update cases set parent_case = null where case_id = 'mar-1'`);
    expect(await casesPastTime(database.pool, { before, now })).toMatchObject({ rows: 5, heldBack: 0 });
  });

  it('leaves everything as it was, and no file, when it cannot be written or a case moved meanwhile', async () => {
    const was = await tableSums(database.pool);
    await writeFile(join(folder, '2026-01'), 'no folder');
    await expect(archive()).rejects.toThrow();
    await rm(join(folder, '2026-01'));
    const moved = async () => {
      await database.pool.query(`update cases set version = version + 1 where case_id = 'jan-1'`);
    };
    await expect(archive({ assertFence: moved })).rejects.toThrow('changed while it was archived');
    await database.pool.query(`update cases set version = version - 1 where case_id = 'jan-1'`);
    expect(await filesIn()).toEqual([]);
    expect(await tableSums(database.pool)).toEqual(was);
  });

  it('takes closed cases into files by month; figures stay, and a rebuild knows what is in them', async () => {
    const [was, before] = [await kept(), await check()];
    expect(before.differences).toEqual(same);
    const done = await archive({ casesAFile: 1 });
    expect(done).toMatchObject({ cases: 5, events: 20 });
    expect(await caseIds()).toEqual(['new', 'open']);
    const { rows } = await database.pool.query('select distinct case_id from case_events order by 1');
    expect(rows).toEqual([{ case_id: 'new' }, { case_id: 'open' }]);
    const now = await kept();
    for (const table of ['stats_day', 'stats_minute', 'stats_open', 'flags'])
      expect(now[table], table).toEqual(was[table]);
    const report = await check();
    expect(report).toMatchObject({ differences: same, archived: { cases: 5 }, events: 6 });
    // on TimescaleDB the chunks before the oldest case that stayed are gone
    const chunk = await oldestChunkEnd(database.pool);
    expect(chunk ?? Infinity).toBeGreaterThan(Date.parse('2026-03-04T00:00:00Z'));
    expect((await filesIn()).map((name) => name.slice(0, 7))).toContain('2026-01');
    for (const file of await filesIn()) {
      const text = gunzipSync(await readFile(join(folder, file))).toString('utf8');
      expect(text).not.toMatch(/applicantRef|张三|11010519491231002X/);
    }

    const until = Date.parse('2026-12-31T00:00:00Z');
    for (const file of await filesIn())
      await restoreArchive(
        { pool: database.pool, zone, actor: 'duban test' },
        { file: join(folder, file), key: undefined, until, now: before.archived.until ?? 0 },
      );
    expect(await caseIds()).toEqual(['jan-1', 'jan-2', 'long', 'mar-1', 'mar-2', 'new', 'open']);
    expect(await check()).toMatchObject({ differences: same, archived: { cases: 0 }, events: 26 });
    const { case_events, personal_data, ...others } = was;
    const { case_events: events, personal_data: personal, ...restored } = await kept();
    void [case_events, personal_data, events, personal];
    expect(restored).toEqual(others);
    expect(await archive()).toEqual({ cases: 0, events: 0, files: 0 });
    await database.pool.query('delete from restored_cases');
  });

  it('encrypts for who has the identity, and puts back no file that changed or is none of this database', async () => {
    const identity = await generateIdentity();
    await archive({ recipients: [await identityToRecipient(identity)] });
    const [name = ''] = await filesIn();
    const file = join(folder, name);
    expect(name).toMatch(/\.ndjson\.gz\.age$/);
    const restore = (key: { kind: 'identities'; identities: string[] } | undefined) =>
      restoreArchive(
        { pool: database.pool, zone, actor: 'duban test' },
        { file, key, until: now + day, now },
      );
    await expect(restore(undefined)).rejects.toThrow('is encrypted');
    const key = { kind: 'identities' as const, identities: [identity] };
    const bytes = await readFile(file);
    await writeFile(file, bytes.subarray(0, bytes.length - 40));
    await expect(restore(key)).rejects.toThrow();
    await writeFile(file, bytes);
    expect(await caseIds()).toEqual(['new', 'open']);
    expect((await restore(key)).cases).toBeGreaterThan(0);
    await expect(restore(key)).rejects.toThrow('was put back');
    expect((await check()).differences).toEqual(same);
  });

  it('keeps an event that comes afterwards for whoever puts its case back, and opens no case anew', async () => {
    await database.pool.query('delete from restored_cases');
    await archive();
    const { rows } = await database.pool.query<{ number: string; file: string }>(
      `select case_id as number, file from archived_cases join case_archives using (archive_id)
        where starts_with(file, $1) order by case_id limit 1`,
      [folder],
    );
    const [{ number, file }] = rows as [{ number: string; file: string }];
    const [submitted] = life(number, '2026-03-25', 1);
    const late = {
      ...{ ...submitted, id: `${number}-late`, type: 'case.rated' },
      data: { item: 'register', department: '500112-RS', score: 5, channel: 'web' },
    };
    const [was, known] = [await kept(), await caseIds()];
    const answer = await send([late]);
    expect(answer).toMatchObject({ accepted: 0, rejected: 1 });
    expect(answer.errors).toEqual([
      {
        ...{ index: 0, id: late.id, code: 'archived_case', path: 'subject' },
        message: expect.stringContaining(basename(file)),
      },
    ]);
    const { rows: letters } = await database.pool.query(
      'select code, path, subject from dead_letters where event_id = $1',
      [late.id],
    );
    expect(letters).toEqual([{ code: 'archived_case', path: 'subject', subject: number }]);
    expect(await caseIds()).toEqual(known);
    expect((await kept())['stats_day']).toBe(was['stats_day']);
    expect((await check()).differences).toEqual(same);

    await restoreArchive(
      { pool: database.pool, zone, actor: 'duban test' },
      { file, key: undefined, until: now + day, now },
    );
    expect(await send([late])).toMatchObject({ accepted: 1, rejected: 0 });
    expect((await check()).differences).toEqual(same);
  });

  it('is remembered when the log is imported again: what was counted is not counted twice', async () => {
    const other = await importWorld();
    try {
      await seedCalendar(other.pool, now);
      const row = '01/01/2015 12:25:36 AM,01/16/2015 08:30:00 AM,04/28/2015 08:49:50 AM,Lamp,PW,North';
      const log = [requestsHead, `1,${row}`, `2,${row}`].join('\n');
      const importLog = async () => (await other.run(log, requestsMapping('log'))).summary;
      expect(await importLog()).toMatchObject({ accepted: 4, archived: 0 });
      expect(await archive({ pool: other.pool })).toMatchObject({ cases: 2, events: 4 });
      const was = await tableSums(other.pool);
      expect(await importLog()).toMatchObject({ accepted: 0, duplicates: 0, archived: 4, rejected: 0 });
      const is = await tableSums(other.pool);
      for (const table of ['cases', 'case_events', 'stats_day', 'archived_cases', 'dead_letters'])
        expect(is[table], table).toBe(was[table]);
    } finally {
      await other.drop();
    }
  });
});
