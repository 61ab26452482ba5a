import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { holdCatalogue } from '../../catalogue/catalogueHolder.ts';
import { testDatabase, type TestDatabase } from '../../testing/templateDatabase.ts';
import { createCaseCache } from '../caseCache.ts';
import { createSealer } from '../sealer.ts';
import { importCommand } from './importCommand.ts';
import type { ImportDeps } from './importFile.ts';
import type { ImportSummary } from './importSummary.ts';

const now = Date.parse('2026-11-22T02:00:00Z');
let database: TestDatabase;
let folder: string;

beforeAll(async () => {
  database = await testDatabase();
  folder = await mkdtemp(join(tmpdir(), 'duban-import-'));
});
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true });
});

/** As another process: knows nothing but the database. */
async function freshDeps(): Promise<ImportDeps> {
  const { pool } = database;
  return {
    pool,
    catalogue: await holdCatalogue(pool, 'Asia/Shanghai'),
    cache: createCaseCache(1000),
    sealer: createSealer('a secret of at least 16 characters'),
    timezone: 'Asia/Shanghai',
    now: () => now,
  };
}

interface Run {
  code: number;
  summary: ImportSummary;
  err: string[];
}

async function run(file: string | Buffer, mapping: object, ...options: string[]): Promise<Run> {
  const path = join(folder, 'file');
  const mappingPath = join(folder, 'mapping.json');
  await writeFile(path, file);
  await writeFile(mappingPath, JSON.stringify(mapping));
  const out: string[] = [];
  const err: string[] = [];
  const io = { out: (line: string) => out.push(line), err: (line: string) => err.push(line) };
  const code = await importCommand([path, '--mapping', mappingPath, ...options], io, await freshDeps());
  return { code, summary: JSON.parse(out.at(-1) ?? '{}') as ImportSummary, err };
}

const counts = ({ accepted, duplicates, rejected, proposedAmendments }: ImportSummary) => ({
  accepted,
  duplicates,
  rejected,
  proposedAmendments,
});

interface CaseRow {
  stage: string;
  item: string;
  department: string;
  region: string;
  accepted_at: number;
  concluded_at: number | null;
  promised_due_at: number | null;
}

async function caseRow(caseId: string): Promise<CaseRow | undefined> {
  const { rows } = await database.pool.query<CaseRow>(
    'select stage, item, department, region, accepted_at, concluded_at, promised_due_at from cases where case_id = $1',
    [caseId],
  );
  return rows[0];
}

const eventsOf = async (caseId: string): Promise<number> => {
  const { rows } = await database.pool.query<{ n: number }>(
    'select count(*) as n from case_events where case_id = $1',
    [caseId],
  );
  return rows[0]?.n ?? 0;
};

const requests = (namespace: string) => ({
  format: 'csv',
  rows: 'case',
  source: `requests-${namespace}`,
  namespace,
  lenient: true,
  historical: true,
  timezone: 'America/New_York',
  timeFormat: 'MM/dd/yyyy hh:mm:ss a',
  calendar: 'WEEKDAYS',
  case: 'ID',
  item: 'TYPE',
  department: 'DEPT',
  region: 'AREA',
  events: [
    { type: 'case.accepted', time: 'OPENED', data: { promisedDueAt: 'TARGET' } },
    { type: 'case.concluded', time: 'CLOSED', data: { outcome: { const: 'granted' } } },
  ],
});
const head = 'ID,OPENED,TARGET,CLOSED,TYPE,DEPT,AREA';

describe('duban import', () => {
  it('makes cases of CSV rows, with the due dates of the file in its own time zone', async () => {
    const file = [
      head,
      '1,01/01/2015 12:25:36 AM,01/16/2015 08:30:00 AM,04/28/2015 08:49:50 AM,Lamp,PW,North',
      '2,07/01/2015 12:00:00 PM,,,Lamp,PW,',
    ].join('\n');
    const { code, summary } = await run(file, requests('csv'));
    expect(code).toBe(0);
    expect(summary).toMatchObject({ rows: 2, cases: 2, events: 3, accepted: 3, rejected: 0, problems: [] });
    expect(await caseRow('csv:1')).toEqual({
      stage: 'concluded',
      item: 'Lamp',
      department: 'PW',
      region: 'North',
      accepted_at: Date.parse('2015-01-01T00:25:36-05:00'),
      promised_due_at: Date.parse('2015-01-16T08:30:00-05:00'),
      concluded_at: Date.parse('2015-04-28T08:49:50-04:00'),
    });
    expect(await caseRow('csv:2')).toMatchObject({
      accepted_at: Date.parse('2015-07-01T12:00:00-04:00'),
      promised_due_at: null,
      concluded_at: null,
    });
  });

  it('changes nothing when the same file comes again', async () => {
    const file = `${head}\n1,01/01/2015 12:25:36 AM,,01/02/2015 08:49:50 AM,Lamp,PW,North\n`;
    expect(counts((await run(file, requests('twice'))).summary)).toEqual({
      accepted: 2,
      duplicates: 0,
      rejected: 0,
      proposedAmendments: 0,
    });
    const before = await caseRow('twice:1');
    expect(counts((await run(file, requests('twice'))).summary)).toEqual({
      accepted: 0,
      duplicates: 2,
      rejected: 0,
      proposedAmendments: 0,
    });
    expect(await caseRow('twice:1')).toEqual(before);
  });

  it('adds only the event that a row has gained', async () => {
    await run(`${head}\n1,01/01/2015 12:25:36 AM,,,Lamp,PW,North\n`, requests('gain'));
    const again = await run(
      `${head}\n1,01/01/2015 12:25:36 AM,,01/02/2015 08:49:50 AM,Lamp,PW,North\n`,
      requests('gain'),
    );
    expect(counts(again.summary)).toEqual({ accepted: 1, duplicates: 1, rejected: 0, proposedAmendments: 0 });
    expect((await caseRow('gain:1'))?.stage).toBe('concluded');
  });

  it('proposes a changed value as an amendment and does not apply it, however often it is told', async () => {
    await run(
      `${head}\n1,01/01/2015 12:25:36 AM,,01/02/2015 08:49:50 AM,Lamp,PW,North\n`,
      requests('change'),
    );
    const before = await caseRow('change:1');
    const changed = `${head}\n1,01/01/2015 12:25:36 AM,,01/03/2015 08:49:50 AM,Lamp,PW,North\n`;
    for (const _ of [1, 2]) {
      const { code, summary } = await run(changed, requests('change'));
      expect(code).toBe(0);
      expect(counts(summary)).toEqual({ accepted: 0, duplicates: 1, rejected: 0, proposedAmendments: 1 });
      expect(summary.amendments[0]).toMatchObject({ line: 2, caseId: 'change:1', type: 'case.concluded' });
    }
    const moved = `${head}\n1,01/01/2015 12:25:36 AM,,01/02/2015 08:49:50 AM,Lamp,PARKS,North\n`;
    expect((await run(moved, requests('change'))).summary.proposedAmendments).toBe(2);
    expect(await caseRow('change:1')).toEqual(before);
  });

  it('takes the first of two rows about one case and proposes what the second says otherwise', async () => {
    const rows = ['01/01/2015 12:00:00 AM', '01/02/2015 12:00:00 AM'].map((at) => `1,${at},,,Lamp,PW,North`);
    for (const accepted of [1, 0]) {
      const { summary } = await run([head, ...rows].join('\n'), requests('rows'));
      expect(summary).toMatchObject({ rows: 2, cases: 1, accepted, proposedAmendments: 1 });
    }
    expect(await eventsOf('rows:1')).toBe(1);
  });

  it('reports what a row has wrong by line and goes on with the rest', async () => {
    const file = [
      head,
      '1,13/45/2015 12:00:00 AM,,,Lamp,PW,North',
      '2,01/01/2015 12:00:00 AM',
      '3,"01/01/2015 12:00:00 AM,,,Lamp,PW,North',
      '4,01/01/2015 12:00:00 AM,,,"La"mp,PW,North',
      `5,01/01/2015 12:00:00 AM,,,${'x'.repeat(100_000)},PW,North`,
      '6/1,01/01/2015 12:00:00 AM,,,Lamp,PW,North',
      ',01/01/2015 12:00:00 AM,,,Lamp,PW,North',
      '7,01/01/2015 12:00:00 AM,01/01/0015 12:00:00 AM,,Lamp,PW,North',
      '8,01/01/2015 12:00:00 AM,,soon,"Lamp, ""big""",PW,North',
      '',
    ].join('\r\n');
    const { code, summary } = await run(`\uFEFF${file}`, requests('faults'));
    expect(code).toBe(0);
    expect(summary).toMatchObject({ rows: 9, accepted: 1, rejected: 9 });
    expect(summary.problems.map(({ line, reason }) => `${line}: ${reason}`)).toEqual([
      '2: OPENED "13/45/2015 12:00:00 AM" is no time of the form MM/dd/yyyy hh:mm:ss a',
      '3: the line has 2 fields where the header names 7',
      '4: column 2: a quote is not closed, or stands inside the text without being doubled',
      '5: column 5: a quote is not closed, or stands inside the text without being doubled',
      '6: column 5: the field is longer than 64 KB',
      '7: subject is "6/1"; a case number holds no ":" or "/".',
      '8: ID is empty: a row needs a case number',
      '9: TARGET "01/01/0015 12:00:00 AM" lies in the year 15; years from 1900 to 2199 are taken',
      '10: CLOSED "soon" is no time of the form MM/dd/yyyy hh:mm:ss a',
    ]);
    expect(await caseRow('faults:8')).toMatchObject({ item: 'Lamp, "big"', concluded_at: null });
  });

  it('takes a thousand random years as times or as faults, and stops at none', async () => {
    const years = Array.from({ length: 1000 }, (_, i) => String((i * 7919) % 10_000).padStart(4, '0'));
    const rows = years.map((year, i) => `${i},01/01/${year} 12:00:00 AM,,,Lamp,PW,North`);
    const { summary } = await run([head, ...rows].join('\n'), requests('years'));
    const taken = years.filter((year) => Number(year) >= 1900 && Number(year) <= 2026).length;
    expect(taken).toBeGreaterThan(5);
    expect(summary).toMatchObject({ rows: 1000, accepted: taken, rejected: 1000 - taken });
  });

  it('takes nothing of a file whose codes nobody knows, and says how to go on', async () => {
    const { code, summary, err } = await run(`${head}\n1,01/01/2015 12:00:00 AM,,,Lamp-9,PW,North\n`, {
      ...requests('strict'),
      lenient: false,
    });
    expect(code).toBe(1);
    expect(summary).toMatchObject({ accepted: 0, rejected: 1 });
    expect(err[0]).toMatch(/data.item is "Lamp-9", which the catalogue does not know; import the catalogue/);
  });

  it('reads a file in the encoding that the mapping names', async () => {
    const text = Buffer.concat([
      Buffer.from(`${head}\n1,01/01/2015 12:00:00 AM,,,Lamp,PW,`),
      Buffer.from([0xd3, 0xe5, 0xb1, 0xb1]),
    ]);
    const utf8 = await run(text, requests('gbk'));
    expect(utf8.code).toBe(1);
    expect(utf8.err[0]).toMatch(/is not utf-8 after about \d+ bytes; name its encoding in the mapping/);
    expect((await run(text, { ...requests('gbk'), encoding: 'gb18030' })).code).toBe(0);
    expect((await caseRow('gbk:1'))?.region).toBe('渝北');
  });

  it('names a column that is missing and those that there are, before anything is registered', async () => {
    const { code, err, summary } = await run('ID,OPENED\n1,x\n', requests('columns'));
    expect(code).toBe(1);
    expect(err[0]).toMatch(/has no column "TYPE", "DEPT", "AREA", "TARGET", "CLOSED"; it has "ID", "OPENED"/);
    expect(summary).toMatchObject({ rows: 0, accepted: 0 });
    const { rows } = await database.pool.query("select 1 from sources where name = 'requests-columns'");
    expect(rows).toEqual([]);
  });

  it('imports what stands before the place where a gzip file breaks, and says so', async () => {
    const rows = Array.from(
      { length: 20_000 },
      (_, i) => `${i},01/01/2015 12:00:00 AM,,,Lamp,PW,Area ${i % 7}`,
    );
    const whole = gzipSync([head, ...rows].join('\n'));
    const broken = await run(whole.subarray(0, whole.length - 2000), requests('gzip'));
    expect(broken.code).toBe(1);
    expect(broken.err.at(-1)).toMatch(/is broken gzip after \d+ unpacked bytes \(unexpected end of file\)/);
    expect(broken.summary.accepted).toBeGreaterThan(10_000);
    const mended = await run(whole, requests('gzip'));
    expect(mended.code).toBe(0);
    expect(mended.summary).toMatchObject({
      cases: 20_000,
      accepted: 20_000 - broken.summary.accepted,
      duplicates: broken.summary.accepted,
    });
  });

  it('tells screens once, and only when something is new', async () => {
    const changes = async () =>
      (await database.pool.query<{ payload: object }>('select payload from changes order by seq')).rows;
    const file = `${head}\n1,01/01/2015 12:25:36 AM,,01/02/2015 08:49:50 AM,Lamp,PW,North\n`;
    const before = (await changes()).length;
    for (const _ of [1, 2]) await run(file, { ...requests(''), source: 'screens' });
    expect((await changes()).slice(before)).toEqual([{ payload: { resync: 'import' } }]);
  });

  it('stores applicants sealed and apart, and leaves the event a reference to them', async () => {
    const mapping = requests('person');
    const submitted = {
      type: 'case.submitted',
      time: 'OPENED',
      data: { applicant: { name: 'TARGET', idNumber: 'CLOSED', kind: { const: 'person' } } },
    };
    const file = `${head}\n1,01/01/2015 12:25:36 AM,Zhang San,110101199003077758,Lamp,PW,North\n`;
    expect((await run(file, { ...mapping, events: [submitted] })).summary.accepted).toBe(1);
    const { rows } = await database.pool.query<{ data: object; state: object; sealed: Buffer }>(
      `select e.data, c.state, p.sealed from case_events e join cases c using (case_id)
         join personal_data p on p.case_id = e.case_id and p.event_id = e.event_id where e.case_id = 'person:1'`,
    );
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toMatch(/Zhang|11010119900307/);
    expect(rows[0]?.data).toMatchObject({ applicantRef: expect.any(String) });
  });

  it('rehearses with --dry-run and leaves no trace', async () => {
    const file = `${head}\n1,01/01/2015 12:25:36 AM,,01/02/2015 08:49:50 AM,Lamp,PW,North\n`;
    const mapping = { ...requests('dry'), catalogue: { regions: [{ code: 'R-dry', name: 'R' }] } };
    const { code, summary } = await run(file, mapping, '--dry-run');
    expect(code).toBe(0);
    expect(summary).toMatchObject({ dryRun: true, accepted: 2 });
    for (const traces of [
      "select 1 from sources where name = 'requests-dry'",
      "select 1 from cases where namespace = 'dry'",
      "select 1 from regions where code = 'R-dry'",
    ])
      expect((await database.pool.query(traces)).rows).toEqual([]);
  });

  it('refuses a mapping that would judge a registered source by other settings', async () => {
    const file = `${head}\n1,01/01/2015 12:25:36 AM,,,Lamp,PW,North\n`;
    await run(file, requests('settings'));
    const other = await run(file, { ...requests('settings'), trustDueDates: false });
    expect(other.code).toBe(1);
    expect(other.err[0]).toBe(
      'The source "requests-settings" is registered with trustDueDates true and the mapping says false. Give the mapping another "source", or the trustDueDates of the registered one.',
    );
  });

  it('answers 2 and the usage for wrong arguments', async () => {
    const err: string[] = [];
    const io = { out: () => undefined, err: (line: string) => err.push(line) };
    expect(await importCommand(['file'], io, await freshDeps())).toBe(2);
    expect(err).toEqual([
      'One FILE and --mapping MAPPING are expected.',
      'usage: duban import FILE --mapping MAPPING [--dry-run] [--progress]',
    ]);
  });
});

const xes = (traces: string): string => `<?xml version="1.0"?><log xes.version="1.0">
<global scope="trace"><date key="enddate" value="1970-01-01T00:00:00Z"/></global>
${traces}</log>`;
const trace = (
  name: string,
  more = '',
  events = '',
): string => `<trace><string key="concept:name" value="${name}"/>
<date key="startdate" value="2011-10-11T13:42:22.688+02:00"/>${more}
<string key="department" value="General"><string key="floor" value="2"/></string>${events}</trace>`;
const step = (name: string, at: string): string =>
  `<event><string key="concept:name" value="${name}"/><date key="time:timestamp" value="${at}"/></event>`;

const permits = (namespace: string) => ({
  format: 'xes',
  rows: 'event',
  source: `permits-${namespace}`,
  namespace,
  lenient: true,
  historical: true,
  timezone: 'Europe/Amsterdam',
  calendar: 'WEEKDAYS',
  case: 'trace.concept:name',
  department: 'trace.department',
  item: { const: 'permit' },
  region: { const: 'nl' },
  step: 'event.concept:name',
  time: 'event.time:timestamp',
  map: { '*': 'case.step_completed', noise: null },
  caseEvents: [
    { type: 'case.accepted', time: 'trace.startdate', data: { promisedDueAt: 'trace.deadline' } },
    { type: 'case.concluded', time: 'trace.enddate', data: { outcome: { const: 'other' } } },
  ],
});

describe('duban import of XES', () => {
  it('makes cases of traces and steps of events, and fills in no default of the log', async () => {
    const at = '2011-10-12T08:26:25.398+02:00';
    const end = '<date key="enddate" value="2011-10-13T00:00:00+02:00"/>';
    const file = xes(
      trace('a', '', step('T02', at) + step('T02', at) + step('noise', at)) +
        trace('b', end, step('T02', at)),
    );
    const { code, summary } = await run(file, permits('xes'));
    expect(code).toBe(0);
    expect(summary).toMatchObject({ rows: 4, cases: 2, events: 6, accepted: 6 });
    expect(summary.warnings[0]).toMatch(/^"trace.deadline" occurs in no trace of .*trace.department\/floor/);
    expect(await caseRow('xes:a')).toMatchObject({
      stage: 'accepted',
      department: 'General',
      concluded_at: null,
    });
    expect(await caseRow('xes:b')).toMatchObject({ concluded_at: Date.parse('2011-10-12T22:00:00Z') });
    expect((await run(file, permits('xes'))).summary).toMatchObject({ accepted: 0, duplicates: 6 });
  });

  it('keeps the traces before the place where the XML breaks, and names line and column', async () => {
    const file = xes(trace('a') + trace('b'));
    const { code, summary, err } = await run(file.slice(0, -30), permits('broken'));
    expect(code).toBe(1);
    expect(summary).toMatchObject({ cases: 1, accepted: 1 });
    expect(err[0]).toMatch(/file line 7, column \d+ is broken XML: unclosed tag: string/);
    expect(await caseRow('broken:a')).toBeDefined();
  });

  it('never expands entities that a file declares', async () => {
    const bomb = `<?xml version="1.0"?><!DOCTYPE log [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>${xes(trace('&b;')).slice(21)}`;
    const { code, summary, err } = await run(bomb, permits('bomb'));
    expect(code).toBe(1);
    expect(err[0]).toMatch(/declares a DTD/);
    expect(summary.accepted).toBe(0);
  });

  it('refuses nesting that no log has', async () => {
    const deep = xes(trace('a', '<string key="k" value="v">'.repeat(5000)));
    expect((await run(deep, permits('deep'))).err[0]).toMatch(/is nested deeper than 64 elements/);
  });

  it('says what a file is not', async () => {
    expect((await run('{"a":1}', permits('json'))).err[0]).toMatch(/line 1, column \d+ is broken XML/);
    expect((await run('<html></html>', permits('html'))).err[0]).toMatch(
      /begins with <html> where XES has <log>/,
    );
    expect((await run('', permits('empty'))).err[0]).toMatch(
      /has no <log> element|document must contain a root/,
    );
  });
});

describe('duban import of CloudEvents', () => {
  const event = (id: string, type: string, time: string, more: object = {}, data: object = {}) =>
    JSON.stringify({ specversion: '1.0', id, source: '/x', type, time, subject: '7', ...more, data });
  const mapping = {
    format: 'cloudevents',
    source: 'events',
    namespace: 'ce',
    calendar: 'WEEKDAYS',
    lenient: true,
    historical: true,
  };
  const named = { item: 'I', department: 'D', region: 'R' };

  it('takes lines, honours their arrival, and reports the lines that are none', async () => {
    const file = [
      event(
        '1',
        'case.accepted',
        '2020-01-01T09:00:00+08:00',
        { receivedtime: '2020-01-05T09:00:00+08:00' },
        named,
      ),
      '{"specversion": "1.0", ',
      event('2', 'case.accepted', '2020-01-01T09:00:00+08:00', { source: '/y' }, named),
      event('3', 'case.concluded', '2020-01-02T09:00:00+08:00', {}, { outcome: 'granted' }),
      `"${'x'.repeat(2_000_000)}"`,
    ].join('\n');
    const { summary } = await run(file, mapping);
    expect(summary).toMatchObject({ rows: 5, cases: 1, accepted: 2, rejected: 3 });
    expect(summary.problems.map(({ line }) => line).sort()).toEqual([2, 3, 5]);
    const { rows } = await database.pool.query(
      "select received_at from case_events where case_id = 'ce:7' order by occurred_at",
    );
    expect(rows).toEqual([{ received_at: Date.parse('2020-01-05T01:00:00Z') }, { received_at: null }]);
  });
});
