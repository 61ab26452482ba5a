import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { inTransaction } from '../../db/transaction.ts';
import { testDatabase, type TestDatabase } from '../../testing/templateDatabase.ts';
import { recordAudit, type AuditEntry } from '../audit.ts';
import { headFileIn, notedHead } from './notedHead.ts';
import { createSign, hashOf, type SealedEntry, type Sign } from './seal.ts';
import { sealEntries } from './sealEntries.ts';
import { sealsAfter } from './sealStore.ts';
import { verifyChain, type KnownHead, type Verification } from './verifyChain.ts';

const start = Date.parse('2026-11-21T09:00:00+08:00');
const sign = createSign(Buffer.alloc(32, 7));
let database: TestDatabase;
let dir: string;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'duban-audit-'));
  await asSuperuser('truncate audit_entries, audit_seals, audit_unsealed restart identity');
  await recordAudit(database.pool, ...Array.from({ length: 6 }, (_, i) => entry(i)));
  await seal();
});
afterEach(() => rm(dir, { recursive: true }));

const entry = (i: number): AuditEntry => ({
  at: start + i,
  actor: 'li',
  action: 'flag.verdict',
  subject: { kind: 'flag', id: `${i}` },
  detail: { n: i, 'said "so"': '核实 \\ \n' },
});
const seal = () => sealEntries({ pool: database.pool, sign, headFile: headFileIn(dir) });
const verify = (known: KnownHead[] = [], key: Sign = sign): Promise<Verification> =>
  verifyChain(database.pool, key, known);
const faults = async (known?: KnownHead[]): Promise<string[]> =>
  (await verify(known)).faults.map(({ kind, seq }) => `${kind} ${seq}`);
const noted = async (): Promise<KnownHead[]> => {
  const head = await notedHead(headFileIn(dir));
  return head === undefined ? [] : [{ ...head, from: 'the note' }];
};

/** Somebody with all rights in the database, for whom no trigger and no reference holds. */
const asSuperuser = (...statements: string[]): Promise<void> =>
  inTransaction(database.pool, async (db) => {
    await db.query('set local session_replication_role = replica');
    for (const statement of statements) await db.query(statement);
  });

test('what is written is sealed in order, once, and the chain verifies', async () => {
  expect(await verify(await noted())).toMatchObject({ sealed: 6, waiting: 0, head: { seq: 6 }, faults: [] });
  expect(await seal()).toEqual({ sealed: 0 });
  await recordAudit(database.pool, entry(6));
  expect(await verify()).toMatchObject({ sealed: 6, waiting: 1, faults: [] });
  expect(await seal()).toEqual({ sealed: 1 });
  expect(await verify(await noted())).toMatchObject({ sealed: 7, waiting: 0, faults: [] });
});

test('an audit without an entry verifies', async () => {
  await asSuperuser('truncate audit_entries, audit_seals, audit_unsealed');
  expect(await verify()).toEqual({ sealed: 0, waiting: 0, head: { seq: 0, hash: '' }, faults: [] });
});

test.each([
  ['audit_entries', 'actor'],
  ['audit_seals', 'seq'],
])('the rows of %s are neither changed nor deleted', async (table, column) => {
  const change = `update ${table} set ${column} = ${column}`;
  for (const statement of [change, `delete from ${table}`, `truncate ${table} cascade`])
    await expect(database.pool.query(statement)).rejects.toThrow('append-only');
});

test.each([
  [1, `at = at + interval '1 microsecond'`],
  [2, `actor = 'wang'`],
  [3, `action = 'flag.close'`],
  [4, `subject_kind = 'case'`],
  [5, `subject_id = '99'`],
  [6, `detail = '{}'`],
])('whatever is changed of entry %i (%s) is found where it is', async (id, change) => {
  await asSuperuser(`update audit_entries set ${change} where audit_id = ${id}`);
  expect(await faults()).toEqual([`changed_entry ${id}`]);
});

test.each([
  ['an entry without its seal', ['delete from audit_entries where audit_id = 3'], ['missing_entry 3']],
  [
    'an entry with its seal',
    ['delete from audit_entries where audit_id = 3', 'delete from audit_seals where seq = 3'],
    ['missing_seals 4'],
  ],
  ['a seal without its entry', ['delete from audit_seals where seq = 6'], ['astray null']],
])('what is deleted is found: %s', async (_what, statements, expected) => {
  await asSuperuser(...statements);
  expect(await faults()).toEqual(expected);
});

test('two entries that have changed places are found, with their seals and without', async () => {
  await asSuperuser(
    'update audit_seals set audit_id = -audit_id where seq in (2, 5)',
    'update audit_seals set audit_id = case seq when 2 then 5 else 2 end where seq in (2, 5)',
  );
  expect(await faults()).toEqual(['changed_entry 2', 'changed_entry 5']);
  await asSuperuser(
    'update audit_seals set seq = -seq where seq in (2, 5)',
    'update audit_seals set seq = case seq when -2 then 5 else 2 end where seq in (-2, -5)',
  );
  expect(await faults()).toContain('forged_seal 2');
});

test('a tail that is cut off is found by the end that was noted outside', async () => {
  const [head] = await noted();
  await asSuperuser('delete from audit_entries where audit_id > 4', 'delete from audit_seals where seq > 4');
  expect(await faults()).toEqual([]);
  expect(await faults([head!])).toEqual(['cut_off 4']);
});

test('the note of a longer chain stays when a shorter one goes on', async () => {
  await asSuperuser('delete from audit_entries where audit_id > 4', 'delete from audit_seals where seq > 4');
  for (const i of [7, 8, 9]) await recordAudit(database.pool, entry(i));
  await expect(seal()).rejects.toThrow('cut off or rewritten');
  expect(await faults(await noted())).toEqual(['rewritten 6']);
});

test('a chain written anew by somebody without the server’s key is found at every entry', async () => {
  await asSuperuser(`update audit_entries set actor = 'wang' where audit_id = 2`);
  const forged = createSign(Buffer.alloc(32, 8));
  let before = '';
  for (const { mac: _mac, ...row } of await sealsAfter(database.pool, 0, 10)) {
    before = hashOf(before, row as SealedEntry);
    const mac = forged({ seq: row.seq, hash: before });
    await asSuperuser(
      `update audit_seals set hash = decode('${before}', 'hex'), mac = decode('${mac}', 'hex') where seq = ${row.seq}`,
    );
  }
  expect(await faults()).toEqual([1, 2, 3, 4, 5, 6].map((seq) => `forged_seal ${seq}`));
  expect(await faults(await noted())).toContain('rewritten 6');
});

test('an entry kept from its seal is found', async () => {
  await recordAudit(database.pool, entry(6));
  await asSuperuser('delete from audit_unsealed');
  expect(await faults()).toEqual(['astray null']);
});

test('writers do not wait for each other, and what is rolled back leaves no gap', async () => {
  await inTransaction(database.pool, async (slow) => {
    await recordAudit(slow, entry(6));
    await expect(
      inTransaction(database.pool, async (db) => {
        await recordAudit(db, entry(7));
        throw new Error('thought better of it');
      }),
    ).rejects.toThrow('thought better');
    await inTransaction(database.pool, (db) => recordAudit(db, entry(8)));
    expect(await seal()).toEqual({ sealed: 1 });
  });
  expect(await seal()).toEqual({ sealed: 1 });
  expect(await verify(await noted())).toMatchObject({ sealed: 8, waiting: 0, faults: [] });
});

test('two that seal at once make one chain', async () => {
  await recordAudit(database.pool, ...Array.from({ length: 1500 }, (_, i) => entry(i)));
  const sealed = await Promise.all([seal(), seal(), seal()]);
  expect(sealed.reduce((sum, one) => sum + one.sealed, 0)).toBe(1500);
  expect(await verify(await noted())).toMatchObject({ sealed: 1506, waiting: 0, faults: [] });
});

test('the note can be read by the server’s own account alone', async () => {
  expect((await stat(headFileIn(dir))).mode & 0o777).toBe(0o600);
});
