import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import type { Pool } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSession } from '../access/sessionStore.ts';
import { tableSums } from '../testing/tableSums.ts';
import { scopedCity } from '../testing/scopedCity.ts';
import { testDatabase, type TestDatabase } from '../testing/templateDatabase.ts';
import { backupFacts } from '../watch/backupFacts.ts';
import { backupCommand } from './backupCommand.ts';
import type { BackupKey } from './backupKey.ts';
import { fitSecretKey } from './fitSecretKey.ts';
import { restoreBackup } from './restoreBackup.ts';
import { restoreCommand } from './restoreCommand.ts';
import { walkBackup } from './walkBackup.ts';
import { writeBackup } from './writeBackup.ts';

const now = Date.UTC(2026, 10, 20, 2);
const secret = randomBytes(32);

let city: TestDatabase;
let folder: string;
const others: TestDatabase[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'duban-backup-'));
  city = await testDatabase();
  const ids = await accounts(city.pool);
  await scopedCity(city.pool, {
    now,
    accountIds: ids,
    seal: (text) => Buffer.from(text),
    personRef: (idNumber) => idNumber,
  });
  await openSession(city.pool, ids[0]!, 'a browser', now);
});

afterAll(async () => {
  for (const database of [city, ...others]) await database?.drop();
  await rm(folder, { recursive: true, force: true });
});

async function accounts(pool: Pool): Promise<number[]> {
  const { rows } = await pool.query<{ id: number }>(
    `insert into accounts (name, display_name, role, password_hash, created_at)
     select 'a' || n, '人' || n, 'inspector', '', now() from generate_series(1, 3) n
     returning account_id as id`,
  );
  return rows.map(({ id }) => id);
}

async function emptyDatabase(): Promise<TestDatabase> {
  const database = await testDatabase();
  others.push(database);
  return database;
}

const backUp = (name: string, key?: BackupKey) =>
  writeBackup({ pool: city.pool, secret }, { file: join(folder, name), key, now, version: '9.9.9' });

const restore = (
  database: TestDatabase,
  name: string,
  key?: BackupKey,
  secretKey: Buffer | undefined = secret,
) =>
  restoreBackup(database, {
    file: join(folder, name),
    key,
    fitKey: (fingerprint, brought) =>
      fitSecretKey({ databaseUrl: database.url, dataDir: folder, secretKey }, fingerprint, brought),
  });

/** Every table's contents but what a backup leaves out. */
async function contents(pool: Pool): Promise<Record<string, string>> {
  const { schema_migrations, sessions, changes, ...rest } = await tableSums(pool);
  void [schema_migrations, sessions, changes];
  return rest;
}
async function shape(pool: Pool): Promise<unknown[]> {
  const { rows } = await pool.query(
    `select indexdef from pg_indexes where schemaname = 'public'
      union all
     select tgname || ' ' || tgenabled::text from pg_trigger where not tgisinternal order by 1`,
  );
  return rows;
}
const problemOf = (work: Promise<unknown>) =>
  work.then(
    () => 'nothing went wrong',
    (error: Error) => error.message,
  );

describe('a backup', () => {
  it('restores every row, sequence, index and trigger into an empty database, and no session', async () => {
    const key: BackupKey = { kind: 'passphrase', passphrase: 'harbour lantern 29' };
    const summary = await backUp('whole', key);
    const target = await emptyDatabase();
    const restored = await restore(target, 'whole', key);
    expect(await contents(target.pool)).toEqual(await contents(city.pool));
    expect(await shape(target.pool)).toEqual(await shape(city.pool));
    expect(restored).toMatchObject({
      duban: '9.9.9',
      rows: summary.rows,
      tables: summary.tables,
      migrated: [],
    });
    expect((await target.pool.query('select from sessions')).rowCount).toBe(0);
    const [next] = (
      await target.pool.query<{ id: number; most: number }>(
        `insert into accounts (name, display_name, role, password_hash, created_at) values ('new', '', 'admin', '', now())
         returning account_id as id, (select max(account_id) from accounts) as most`,
      )
    ).rows;
    expect(next?.id).toBeGreaterThan(next?.most ?? 0);
  });

  it('is one picture of the database, whatever is written meanwhile', async () => {
    const before = await contents(city.pool);
    let written = false;
    await writeBackup(
      { pool: city.pool, secret },
      {
        file: join(folder, 'picture'),
        key: undefined,
        now,
        version: '9.9.9',
        progress: () => {
          if (!written)
            void city.pool.query(`update cases set channel = 'mobile' where case_id = 'zzcase7zz'`);
          written = true;
        },
      },
    );
    const target = await emptyDatabase();
    await restore(target, 'picture');
    expect(written).toBe(true);
    expect(await contents(target.pool)).toEqual(before);
    await city.pool.query(`update cases set channel = 'web' where case_id = 'zzcase7zz'`);
  });

  it('opens with the identity of its recipient and no other, and brings the secret key only when closed', async () => {
    const [identity, stranger] = [await generateIdentity(), await generateIdentity()];
    await backUp('sealed', { kind: 'recipients', recipients: [await identityToRecipient(identity)] });
    await backUp('open');
    const secrets: Buffer[] = [];
    const sink = { secret: (found: Buffer) => Promise.resolve(void secrets.push(found)) };
    await walkBackup(join(folder, 'sealed'), { kind: 'identities', identities: [identity] }, sink);
    await walkBackup(join(folder, 'open'), undefined, sink);
    expect(secrets).toEqual([secret]);
    expect(await readFile(join(folder, 'sealed'), 'latin1')).not.toContain(secret.toString('hex'));
    expect(
      await problemOf(walkBackup(join(folder, 'sealed'), { kind: 'identities', identities: [stranger] }, {})),
    ).toContain('closed with another key');
    expect(await problemOf(walkBackup(join(folder, 'sealed'), undefined, {}))).toContain('is encrypted');
  });

  it('is refused as damaged when a byte of it changed or its end is missing, and nothing is restored', async () => {
    await backUp('damaged');
    const file = join(folder, 'damaged');
    const bytes = await readFile(file);
    const target = await emptyDatabase();
    const before = await contents(target.pool);
    const middle = Math.floor(bytes.length / 2);
    await writeFile(file, bytes.with(middle, (bytes[middle] ?? 0) ^ 1));
    expect(await problemOf(restore(target, 'damaged'))).toContain('is damaged');
    await writeFile(file, bytes);
    await truncate(file, bytes.length - 20_000);
    expect(await problemOf(restore(target, 'damaged'))).toContain('is damaged');
    expect(await contents(target.pool)).toEqual(before);
    await writeFile(file, 'something else');
    expect(await problemOf(restore(target, 'damaged'))).toContain('no backup of duban');
  });

  it('does not go into a database that holds something, nor under another secret key', async () => {
    await backUp('refused');
    expect(await problemOf(restore(city, 'refused'))).toContain('already holds data');
    const target = await emptyDatabase();
    expect(await problemOf(restore(target, 'refused', undefined, randomBytes(32)))).toContain(
      'sealed under another key than DUBAN_SECRET_KEY',
    );
    expect((await target.pool.query('select from case_events')).rowCount).toBe(0);
  });
});

describe('duban backup and duban restore', () => {
  const said: string[] = [];
  const io = {
    out: (line: string) => said.push(line),
    err: () => undefined,
    write: () => undefined,
    terminal: false,
  };
  const parts = () => ({ pool: city.pool, secret, now, version: '9.9.9' });
  const noted = async (pool: Pool) => {
    const { lastBackup, restoredFrom } = await backupFacts(pool);
    return { lastBackup, restoredFrom };
  };

  it('note what is whole and in its place, and nothing that failed', async () => {
    expect(await backupCommand([join(folder, 'no such folder', 'b')], io, parts()).catch(() => 1)).toBe(1);
    expect(await noted(city.pool)).toEqual({ lastBackup: null, restoredFrom: null });

    expect(await backupCommand([join(folder, 'noted')], io, parts())).toBe(0);
    const { sha256, bytes } = JSON.parse(said.at(-1)!);
    const { lastBackup } = await noted(city.pool);
    const takenAt = new Date(now).toISOString();
    expect(lastBackup).toMatchObject({
      takenAt,
      file: 'noted',
      bytes,
      sha256,
      encrypted: false,
      verified: true,
    });
    expect(lastBackup?.engine).toMatch(/^PostgreSQL \d/);

    const target = await emptyDatabase();
    const place = { databaseUrl: target.url, dataDir: folder, secretKey: secret };
    expect(await restoreCommand([join(folder, 'noted')], io, place, now + 3_600_000)).toBe(0);
    const restoredAt = new Date(now + 3_600_000).toISOString();
    expect(await noted(target.pool)).toEqual({
      lastBackup,
      restoredFrom: { takenAt, file: 'noted', restoredAt },
    });
    const { rows } = await target.pool.query(
      `select actor, action from audit_entries where action like 'backup.%' order by audit_id`,
    );
    expect(rows).toEqual([{ actor: 'duban restore', action: 'backup.restored' }]);
  });

  it('do not call a backup verified that is closed for the key of somebody else', async () => {
    const recipient = await identityToRecipient(await generateIdentity());
    const [file, later] = [join(folder, 'for another'), now + 60_000];
    expect(await backupCommand([file, '--recipient', recipient], io, { ...parts(), now: later })).toBe(0);
    expect((await noted(city.pool)).lastBackup).toMatchObject({
      takenAt: new Date(later).toISOString(),
      encrypted: true,
      verified: false,
    });
  });
});
