import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  entryListSchema,
  entrySchema,
  revisionDifferenceSchema,
  revisionListSchema,
} from '#contract/catalogueEntrySchema';
import { catalogueReportSchema } from '#contract/catalogueImportSchema';
import type { CatalogueHolder } from '../catalogue/catalogueHolder.ts';
import { ingestWorld, type IngestWorld } from '../testing/ingestWorld.ts';
import { accountWithToken, readApp } from '../testing/readApp.ts';
import { testDatabase, type TestDatabase } from '../testing/templateDatabase.ts';
import { cataloguingRoutes } from './cataloguingRoutes.ts';

const now = Date.parse('2026-11-22T09:00:00+08:00');
let database: TestDatabase;
let app: Awaited<ReturnType<typeof readApp>>;
let world: IngestWorld;
let holder: CatalogueHolder;
let known = 0;
const tokens = new Map<string, string>();

beforeAll(async () => {
  database = await testDatabase();
  const { pool } = database;
  world = await ingestWorld(pool, undefined, now - 86_400_000);
  holder = world.catalogue;
  for (const [name, account] of Object.entries({
    lin: { role: 'admin' },
    zhao: { role: 'admin' },
    yubei: { role: 'admin', region: '500112' },
    wang: { role: 'supervisor' },
  } as const))
    tokens.set(name, await accountWithToken(pool, { name, ...account }, now));
  app = await readApp(pool, { now }, (access) => [
    cataloguingRoutes({ ...access, holder, onNowKnown: () => void (known += 1) }),
  ]);
});
beforeEach(() => {
  known = 0;
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

interface Asked {
  method?: string;
  body?: object;
  seen?: number;
  who?: string;
}
function ask(path: string, { method = 'GET', body, seen, who = 'lin' }: Asked = {}): Promise<Response> {
  return fetch(`${app.url}/api/v1/catalogue${path}`, {
    method,
    headers: {
      authorization: `Bearer ${tokens.get(who)}`,
      ...(seen === undefined ? {} : { 'if-match': `"${seen}"` }),
      ...(body ? { 'content-type': 'application/json' } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
}
const problem = async (answer: Response) => {
  const { status, code, path, detail } = (await answer.json()) as Record<string, unknown>;
  return { status, code, path, detail };
};
const entry = async (path: string) => entrySchema.parse(await (await ask(path)).json());
const put = (path: string, body: object, seen: number, who = 'lin') =>
  ask(path, { method: 'PUT', body, seen, who });

const csv = (name: string, text: string) => ({ name, content: Buffer.from(text).toString('base64') });
async function dryRun(...files: { name: string; content: string }[]) {
  const answer = await ask(':import', { method: 'POST', body: { files, dryRun: true } });
  return catalogueReportSchema.parse(await answer.json());
}
const apply = (base: number, ...files: { name: string; content: string }[]) =>
  ask(':import', { method: 'POST', body: { files }, seen: base });
/** A case of an item as the fold would leave it. */
const openCase = (caseId: string, item: string, stage: string, revision: number | null) =>
  database.pool.query(
    `insert into cases (case_id, version, source_id, namespace, region, department, item, stage, round, historical,
                        item_revision, first_event_at, last_event_at)
     values ($1, 1, 1, '', '500112', '500112-ZJ', $2, $3, 1, false, $4, now(), now())`,
    [caseId, item, stage, revision],
  );
const deadLetter = (sourceId: number, waitsFor: string) =>
  database.pool.query(
    `insert into dead_letters (source_id, received_at, code, message, waits_for, body, expires_at)
     values ($1, now(), 'unknown_item', 'm', $2, '', now() + interval '1 day')`,
    [sourceId, waitsFor],
  );

const permit = {
  name: '建筑工程施工许可证核发',
  type: '01',
  handling: 'promised',
  statutoryLimit: { value: 15, unit: 'workday' },
  promisedLimit: { value: 6, unit: 'workday' },
  validFrom: '2026-12-01',
};

test('while cases are open a calendar is not changed by file', async () => {
  const document = JSON.parse(await (await ask('/files/catalogue.json')).text()) as { calendars: object[] };
  const calendars = document.calendars.map((calendar) => ({ ...calendar, duePolicy: 'same_clock_time' }));
  const file = csv('catalogue.json', JSON.stringify({ calendars }));
  expect((await dryRun(file)).faults).toEqual([]);
  await openCase('0', 'register', 'accepted', 1);
  expect((await dryRun(file)).faults).toMatchObject([{ code: 'calendar_changes' }]);
});

test('entries are listed with what is to be completed first, and sought by code or name', async () => {
  await database.pool.query(
    `insert into departments (code, revision, name, short_name, region, provisional)
     select 'zz-9', max(revision), 'zz-9', 'zz-9', '500112', true from catalogue_revisions`,
  );
  await database.pool.query('update catalogue_marker set marker = marker + 1');
  const list = entryListSchema.parse(await (await ask('/departments?limit=2')).json());
  expect(list).toMatchObject({ total: 4, provisional: 1 });
  expect(list.items.map(({ code, provisional }) => [code, provisional])).toEqual([
    ['zz-9', true],
    ['500103-ZJ', false],
  ]);
  const rest = entryListSchema.parse(
    await (await ask(`/departments?limit=2&cursor=${list.nextCursor}`)).json(),
  );
  expect([rest.items.map(({ code }) => code), rest.nextCursor]).toEqual([['500112-RS', '500112-ZJ'], null]);
  const found = entryListSchema.parse(await (await ask('/items?q=施工')).json());
  expect(found.items.map(({ code }) => code)).toEqual(['permit']);
});

test('a new version of an item holds from its day, names who approved it, and tells under which one cases run', async () => {
  const { revision } = await entry('/items/permit');
  await openCase('1', 'permit', 'accepted', revision);
  await openCase('2', 'permit', 'received', null);
  expect(await problem(await put('/items/permit', permit, revision))).toMatchObject({
    status: 400,
    path: 'approvedBy',
  });
  const approved = { ...permit, approvedBy: '渝北区政府办', reason: '减员' };
  expect((await put('/items/permit', approved, revision)).status).toBe(200);
  const { versions, openCases } = await entry('/items/permit');
  expect(openCases).toEqual({ accepted: 1, waiting: 1 });
  expect(versions).toMatchObject([
    { state: 'coming', actor: 'token:lin/test', note: 'items/permit: 减员', openCases: 0 },
    { state: 'in_force', openCases: 1 },
  ]);
  expect(versions[0]?.record).toMatchObject({
    approvedBy: '渝北区政府办',
    approvedAt: new Date(now).toISOString(),
  });
  const { rows } = await database.pool.query(
    `select actor, detail from audit_entries where action = 'catalogue.changed' and subject_id = 'items/permit'`,
  );
  expect(rows).toMatchObject([
    {
      actor: 'token:lin/test',
      detail: { promisedLimit: ['4 workday', '6 workday'] },
    },
  ]);
});

test('of two administrators the later one is told who was first', async () => {
  const { revision, versions } = await entry('/departments/500112-ZJ');
  const { code: _, revision: __, provisional: ___, ...record } = versions[0]!.record;
  expect((await put('/departments/500112-ZJ', { ...record, phone: '023-1' }, revision, 'zhao')).status).toBe(
    200,
  );
  expect(
    await problem(await put('/departments/500112-ZJ', { ...record, phone: '023-2' }, revision)),
  ).toMatchObject({
    status: 412,
    code: 'stale_version',
    detail: expect.stringContaining('zhao'),
  });
  expect((await entry('/departments/500112-ZJ')).versions[0]?.record).toMatchObject({ phone: '023-1' });
  expect(await problem(await put('/departments/500112-ZJ', record, 0))).toMatchObject({
    status: 409,
    path: 'code',
  });
  expect(await problem(await put('/departments/NONE', record, 3))).toMatchObject({ status: 404 });
  expect(await problem(await put('/departments/NEW', { ...record, region: 'NO' }, 0))).toMatchObject({
    status: 400,
    path: 'region',
  });
});

test('a new code lets dead letters that wait for it be sent again', async () => {
  expect((await put('/regions/500113', { name: '巴南区', parent: '500000' }, 0)).status).toBe(200);
  expect(known).toBe(1);
  expect(holder.current().region('500113')?.name).toBe('巴南区');
});

test('a table with faults is refused whole, each fault by file, line and column', async () => {
  const departments = csv(
    'departments.csv',
    '代码,名称,地区,电话\n500112-JT,渝北区交通局,500112,023-1\n500112-WJ,,500199,023-2\n',
  );
  const items = csv(
    'items.csv',
    'code,name,type,handling,promisedLimit,validFrom\nbus,公交,20,快办,五,2026-12-01\n',
  );
  const report = await dryRun(departments, items);
  expect(report.faults.map(({ file, row, column, code }) => [file, row, column, code])).toEqual([
    ['departments.csv', 3, '名称', 'missing'],
    ['items.csv', 2, 'handling', 'not_a_choice'],
    ['items.csv', 2, 'promisedLimit', 'not_a_number'],
  ]);
  expect(await problem(await apply(report.baseRevision, departments, items))).toMatchObject({
    status: 400,
    code: 'invalid',
    path: 'files',
    detail: expect.stringContaining('departments.csv, line 3, 名称'),
  });
  expect(holder.current().department('500112-JT')).toBeUndefined();
  const circle = csv('regions.csv', '代码,上级地区\n500000,500112\n');
  expect((await dryRun(circle)).faults).toMatchObject([
    { file: 'regions.csv', row: 2, column: '上级地区', code: 'circle' },
  ]);
});

test('a dry run tells what is new and changed and what that does; applied, it is so', async () => {
  const { revision } = await entry('/items/grant');
  await openCase('3', 'grant', 'accepted', revision);
  await openCase('4', 'grant', 'submitted', null);
  await deadLetter((await world.addSource('公交')).source.sourceId, 'item:bus');
  const items = csv(
    'items.csv',
    '代码,名称,事项类型,办理类型,承诺时限,承诺时限单位,生效日期\n' +
      'grant,创业补贴,20,秒批,2,工作日,2026-12-01\nbus,公交卡年审,20,即办件,,,2026-12-01\n',
  );
  const report = await dryRun(items);
  expect(report.faults).toEqual([]);
  expect(report.counts.items).toEqual({ added: 1, changed: 1, unchanged: 0 });
  expect(report.changes).toMatchObject([
    {
      kind: 'items',
      code: 'grant',
      isNew: false,
      changes: [
        { field: 'validFrom', before: '2000-01-01', after: '2026-12-01' },
        { field: 'promisedLimit', before: { value: 1 }, after: { value: 2 } },
      ],
    },
    { code: 'bus', isNew: true },
  ]);
  expect(report.effect).toMatchObject({ deadLetters: 1, awaited: [{ code: 'item:bus', letters: 1 }] });
  expect(report.effect.limits).toMatchObject([
    { code: 'grant', validFrom: '2026-12-01', accepted: 1, waiting: 1 },
  ]);
  expect(report.warnings).toMatchObject([{ row: 2, column: '批准人 approvedBy', code: 'not_approved' }]);

  const applied = catalogueReportSchema.parse(await (await apply(report.baseRevision, items)).json());
  expect(applied).toMatchObject({ dryRun: false, counts: report.counts });
  expect([known, holder.current().newestItem('bus')?.name]).toEqual([1, '公交卡年审']);
  expect((await dryRun(items)).counts.items).toEqual({ added: 0, changed: 0, unchanged: 2 });
});

test('what a table has no column for stays as it is recorded', async () => {
  const { baseRevision } = await dryRun(csv('items.csv', 'code,validFrom,visits\npermit,2026-06-01,1\n'));
  const answer = await apply(baseRevision, csv('items.csv', 'code,validFrom,visits\npermit,2026-06-01,1\n'));
  const { revision } = catalogueReportSchema.parse(await answer.json());
  const version = holder.current().item('permit', '2026-06-01', revision!);
  expect(version).toMatchObject({ visits: 1, handling: 'promised' });
  expect(version?.route).toHaveLength(3);
  expect(version?.approvedBy).toBeUndefined();
});

test('what was changed since the dry run is not overwritten', async () => {
  const table = csv('regions.csv', 'code,name\n500112,渝北\n');
  const { baseRevision } = await dryRun(table);
  const { revision } = await entry('/regions/500112');
  expect((await put('/regions/500112', { name: '渝北新区' }, revision, 'zhao')).status).toBe(200);
  expect(await problem(await apply(baseRevision, table))).toMatchObject({
    status: 412,
    code: 'stale_version',
    detail: expect.stringContaining('500112'),
  });
});

test('a table saved by a spreadsheet as GBK is read', async () => {
  const bytes = [
    0xb4, 0xfa, 0xc2, 0xeb, 0x2c, 0xc3, 0xfb, 0xb3, 0xc6, 0x0d, 0x0a, 0x35, 0x30, 0x30, 0x31, 0x31, 0x32,
  ];
  const content = Buffer.from([...bytes, 0x2c, 0xc3, 0xfb, 0xb3, 0xc6]).toString('base64');
  expect((await dryRun({ name: '地区.csv', content })).changes).toMatchObject([
    { code: '500112', changes: [{ field: 'name', after: '名称' }] },
  ]);
});

test.each(['zh', 'en'])('the catalogue as files in %s imports to nothing new', async (lang) => {
  const names = ['regions', 'department-kinds', 'departments', 'items', 'steps'].map(
    (table) => `${table}.csv`,
  );
  const files = await Promise.all(
    names.map(async (name) => {
      const text = await (await ask(`/files/${name}?lang=${lang}`)).text();
      return csv(name, text);
    }),
  );
  const json = csv('catalogue.json', await (await ask('/files/catalogue.json')).text());
  for (const report of [await dryRun(...files), await dryRun(json)]) {
    expect(report).toMatchObject({ faults: [], warnings: [], changes: [] });
    expect(report.counts.items).toEqual({ added: 0, changed: 0, unchanged: expect.any(Number) });
    expect(report.counts.departments.unchanged).toBe(holder.current().departments.length);
  }
  const applied = await apply((await dryRun(json)).baseRevision, json);
  expect(await applied.json()).toMatchObject({ revision: null });
});

test('revisions tell who recorded what, newest first, and each what it changed', async () => {
  const { revision } = await entry('/regions/500112');
  const { name } = holder.current().region('500112')!;
  await put('/regions/500112', { name: '渝北区政府', parent: '500000' }, revision, 'zhao');
  const { items, total } = revisionListSchema.parse(await (await ask('/revisions')).json());
  expect(total).toBe(items.length);
  expect(items[0]).toMatchObject({
    actor: 'token:zhao/test',
    note: 'regions/500112',
    records: { regions: 1, items: 0 },
  });
  const difference = revisionDifferenceSchema.parse(
    await (await ask(`/revisions/${items[0]?.revision}`)).json(),
  );
  expect(difference.changes).toMatchObject([
    {
      kind: 'regions',
      code: '500112',
      changes: [
        { field: 'name', before: name, after: '渝北区政府' },
        { field: 'shortName', before: name, after: '渝北区政府' },
        { field: 'parent', after: '500000' },
      ],
    },
  ]);
  expect((await ask('/revisions/999999')).status).toBe(404);
});

test('the catalogue is kept by administrators of all places alone', async () => {
  for (const who of ['yubei', 'wang']) {
    for (const path of ['/regions', '/items/permit', '/revisions', '/files/items.csv'])
      expect((await ask(path, { who })).status).toBe(403);
    expect((await put('/regions/500112', { name: 'x' }, 1, who)).status).toBe(403);
  }
});
