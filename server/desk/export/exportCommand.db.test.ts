import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import { xesTraces } from '../../ingest/importers/xesTraces.ts';
import { insertCases, insertFlags, readingCity } from '../../testing/readingCity.ts';
import { testDatabase, type TestDatabase } from '../../testing/templateDatabase.ts';
import { exportCommand } from './exportCommand.ts';

const now = Date.parse('2026-11-21T09:00:00+08:00');
const hour = 3_600_000;
/** More than two pages of cases. */
const cases = Array.from({ length: 1100 }, (_, nth) => String(1000 + nth));
let database: TestDatabase;
let catalogue: Catalogue;
let folder: string;

beforeAll(async () => {
  database = await testDatabase();
  catalogue = await readingCity(database.pool, now);
  folder = await mkdtemp(join(tmpdir(), 'duban-export-'));
  await insertCases(
    database.pool,
    cases.map((id) => ({ id, at: now - hour, concluded: now, outcome: 'granted' })),
  );
  await insertFlags(database.pool, [{ caseId: '1000', rule: 'TIM-02', at: now }]);
  await database.pool.query(
    `insert into case_events (case_id, occurred_at, source_id, event_id, type, recorded_at, catalogue_revision,
                              content_hash, data)
     select case_id, e.at, 1, e.type, e.type, e.at, 1, '\\x00', e.data
       from cases c, lateral (values
            ('case.concluded', c.concluded_at, '{"outcome": "granted"}'::json),
            ('case.submitted', c.first_event_at, '{"item": "permit", "applicantRef": "pseudonym"}'),
            ('case.step_completed', c.first_event_at + interval '1 minute',
             '{"step": "审查 <一>", "handler": {"code": "u-1", "kind": "human"}, "reason": "=1+1"}')) e (type, at, data)`,
  );
});
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true });
});

const run = async (...args: string[]): Promise<{ code: number; err: string[]; text: string }> => {
  const err: string[] = [];
  const out = join(folder, 'file');
  const io = { out: () => undefined, err: (line: string) => err.push(line) };
  const code = await exportCommand([...args, '--out', out], io, { db: database.pool, catalogue, now });
  return { code, err, text: code === 0 ? await readFile(out, 'utf8') : '' };
};

test('events as CSV: each once, in order, nothing of the applicant', async () => {
  const { code, text } = await run('events', '--format', 'csv');
  expect(code).toBe(0);
  const [titles, ...rows] = text.trimEnd().split('\r\n');
  expect(titles).toBe(
    '\ufeffcase,type,time,received,source,id,region,department,item,handler,step,outcome,reason',
  );
  expect(rows).toHaveLength(cases.length * 3);
  expect(rows.slice(0, 3)).toEqual([
    '1000,case.submitted,2026-11-21 08:00:00,,1,case.submitted,A,A-H,permit,,,,',
    "1000,case.step_completed,2026-11-21 08:01:00,,1,case.step_completed,A,A-H,permit,u-1,审查 <一>,,'=1+1",
    '1000,case.concluded,2026-11-21 09:00:00,,1,case.concluded,A,A-H,permit,,,granted,',
  ]);
  expect(text).not.toContain('pseudonym');
});

test('how much is written is said on a terminal, and nothing in a pipe', async () => {
  const said: string[] = [];
  const io = { out: () => undefined, err: () => undefined, write: (text: string) => void said.push(text) };
  const args = ['cases', '--out', join(folder, 'file')];
  const parts = { db: database.pool, catalogue, now };
  await exportCommand(args, { ...io, terminal: false }, parts);
  expect(said).toEqual([]);
  await exportCommand(args, { ...io, terminal: true }, parts);
  expect(said[0]).toMatch(/^\r\d+\.\d MB$/);
  expect(said.at(-1)).toBe('\r\u001b[K');
});

test('events as XES are read back by an importer of XES', async () => {
  const { text } = await run('events', '--format', 'xes');
  const whole = async function* (): AsyncGenerator<string> {
    yield await Promise.resolve(text);
  };
  const traces = [];
  for await (const trace of xesTraces(whole(), 'file')) traces.push(trace);
  expect(traces).toHaveLength(cases.length);
  expect(Object.fromEntries(traces[0]!.attributes)).toEqual({
    'concept:name': '1000',
    region: 'A',
    department: 'A-H',
    item: 'permit',
  });
  expect(traces[0]!.events.map(({ attributes }) => attributes.get('concept:name'))).toEqual([
    'case.submitted',
    '审查 <一>',
    'case.concluded',
  ]);
  expect(traces[0]!.events[1]!.attributes.get('time:timestamp')).toBe('2026-11-21T00:01:00.000Z');
  expect(text).not.toContain('pseudonym');
});

test('events as OCEL 2.0: every object that an event names is there, once', async () => {
  const { text } = await run('events', '--format', 'ocel');
  const log = JSON.parse(text) as {
    objects: { id: string; type: string }[];
    events: { type: string; relationships: { objectId: string }[] }[];
    objectTypes: { name: string }[];
    eventTypes: { name: string }[];
  };
  const ids = log.objects.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toHaveLength(cases.length + 2);
  expect(log.events).toHaveLength(cases.length * 3);
  const known = new Set(ids);
  const types = new Set(log.eventTypes.map(({ name }) => name));
  for (const { type, relationships } of log.events) {
    expect(types.has(type)).toBe(true);
    expect(relationships.every(({ objectId }) => known.has(objectId))).toBe(true);
  }
  expect(text).not.toContain('pseudonym');
});

test('cases and flags as CSV hold what the desk’s files do', async () => {
  expect((await run('cases')).text.split('\r\n')).toHaveLength(cases.length + 2);
  const { text } = await run('flags', '--lang', 'en');
  expect(text).toMatch(/^\ufeffFlag,Case or subject,.*\r\n\d+,1000,TIM-02,/);
});

test.each([
  [['events', '--format', 'pdf'], '--format'],
  [['cases', '--format', 'xes'], 'events'],
  [['people'], 'events, cases and flags'],
  [['cases', '--lang', 'fr'], '--lang'],
])('%j is wrong usage', async (args, said) => {
  const { code, err } = await run(...args);
  expect(code).toBe(2);
  expect(err[0]).toContain(said);
});

test('a place that cannot be written to is named', async () => {
  const args = ['cases', '--out', join(folder, 'none', 'file')];
  const io = { out: () => undefined, err: () => undefined };
  await expect(exportCommand(args, io, { db: database.pool, catalogue, now })).rejects.toThrow(
    'cannot be written',
  );
});
