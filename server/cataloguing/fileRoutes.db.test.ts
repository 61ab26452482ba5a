import { afterAll, beforeAll, expect, test } from 'vitest';
import { catalogueReportSchema } from '#contract/catalogueImportSchema';
import { cataloguingDesk, csvFile, problemOf } from '../testing/cataloguingDesk.ts';

const now = Date.parse('2026-11-22T09:00:00+08:00');
let desk: Awaited<ReturnType<typeof cataloguingDesk>>;
beforeAll(async () => {
  desk = await cataloguingDesk(now);
});
afterAll(() => desk.close());

test('while cases are open a calendar is not changed by file', async () => {
  const document = JSON.parse(await (await desk.ask('/files/catalogue.json')).text()) as {
    calendars: object[];
  };
  const calendars = document.calendars.map((calendar) => ({ ...calendar, duePolicy: 'same_clock_time' }));
  const file = csvFile('catalogue.json', JSON.stringify({ calendars }));
  expect((await desk.dryRun(file)).faults).toEqual([]);
  await desk.openCase('0', 'register', 'accepted', 1);
  expect((await desk.dryRun(file)).faults).toMatchObject([{ code: 'calendar_changes' }]);
});

test('a table with faults is refused whole, each fault by file, line and column', async () => {
  const departments = csvFile(
    'departments.csv',
    '代码,名称,地区,电话\n500112-JT,渝北区交通局,500112,023-1\n500112-WJ,,500112,023-2\n500112-GA,渝北区公安分局,500199,\n',
  );
  const items = csvFile(
    'items.csv',
    'code,name,type,handling,promisedLimit,validFrom\nbus,公交,20,快办,五,2026-12-01\n',
  );
  const report = await desk.dryRun(departments, items);
  expect(report.faults.map(({ file, row, column, code }) => [file, row, column, code])).toEqual([
    ['departments.csv', 3, '名称', 'missing'],
    ['departments.csv', 4, '地区', 'unknown_region'],
    ['items.csv', 2, 'handling', 'not_a_choice'],
    ['items.csv', 2, 'promisedLimit', 'not_a_number'],
  ]);
  expect(await problemOf(await desk.apply(report.baseRevision, departments, items))).toMatchObject({
    status: 400,
    code: 'invalid',
    path: 'files',
    detail: expect.stringContaining('departments.csv, line 3, 名称'),
  });
  expect(desk.holder.current().department('500112-JT')).toBeUndefined();
  const circle = csvFile('regions.csv', '代码,上级地区\n500000,500112\n');
  expect((await desk.dryRun(circle)).faults).toMatchObject([
    { file: 'regions.csv', row: 2, column: '上级地区', code: 'circle' },
  ]);
});

test('a dry run tells what is new and changed and what that does; applied, it is so', async () => {
  const { revision } = await desk.entry('/items/grant');
  await desk.openCase('3', 'grant', 'accepted', revision);
  await desk.openCase('4', 'grant', 'submitted', null);
  await desk.pool.query(
    `insert into dead_letters (source_id, received_at, code, message, waits_for, body, expires_at)
     values ($1, now(), 'unknown_item', 'm', 'item:bus', '', now() + interval '1 day')`,
    [(await desk.world.addSource('公交')).source.sourceId],
  );
  const items = csvFile(
    'items.csv',
    '代码,名称,事项类型,办理类型,承诺时限,承诺时限单位,生效日期\n' +
      'grant,创业补贴,20,秒批,2,工作日,2026-12-01\nbus,公交卡年审,20,即办件,,,2026-12-01\n',
  );
  const report = await desk.dryRun(items);
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

  const applied = catalogueReportSchema.parse(await (await desk.apply(report.baseRevision, items)).json());
  expect(applied).toMatchObject({ dryRun: false, counts: report.counts });
  expect([desk.told(), desk.holder.current().newestItem('bus')?.name]).toEqual([1, '公交卡年审']);
  expect((await desk.dryRun(items)).counts.items).toEqual({ added: 0, changed: 0, unchanged: 2 });
});

test('what a table has no column for stays as it is recorded', async () => {
  const { baseRevision } = await desk.dryRun(
    csvFile('items.csv', 'code,validFrom,visits\npermit,2026-06-01,1\n'),
  );
  const answer = await desk.apply(
    baseRevision,
    csvFile('items.csv', 'code,validFrom,visits\npermit,2026-06-01,1\n'),
  );
  const { revision } = catalogueReportSchema.parse(await answer.json());
  const version = desk.holder.current().item('permit', '2026-06-01', revision!);
  expect(version).toMatchObject({ visits: 1, handling: 'promised' });
  expect(version?.route).toHaveLength(3);
  expect(version?.approvedBy).toBeUndefined();
});

test('what was changed since the dry run is not overwritten', async () => {
  const table = csvFile('regions.csv', 'code,name\n500112,渝北\n');
  const { baseRevision } = await desk.dryRun(table);
  const { revision } = await desk.entry('/regions/500112');
  expect((await desk.put('/regions/500112', { name: '渝北新区' }, revision, 'zhao')).status).toBe(200);
  expect(await problemOf(await desk.apply(baseRevision, table))).toMatchObject({
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
  expect((await desk.dryRun({ name: '地区.csv', content })).changes).toMatchObject([
    { code: '500112', changes: [{ field: 'name', after: '名称' }] },
  ]);
});

test.each(['zh', 'en'])('the catalogue as files in %s imports to nothing new', async (lang) => {
  const names = ['regions', 'department-kinds', 'departments', 'items', 'steps'].map(
    (table) => `${table}.csv`,
  );
  const files = await Promise.all(
    names.map(async (name) => {
      const text = await (await desk.ask(`/files/${name}?lang=${lang}`)).text();
      return csvFile(name, text);
    }),
  );
  const json = csvFile('catalogue.json', await (await desk.ask('/files/catalogue.json')).text());
  for (const report of [await desk.dryRun(...files), await desk.dryRun(json)]) {
    expect(report).toMatchObject({ faults: [], warnings: [], changes: [] });
    expect(report.counts.items).toEqual({ added: 0, changed: 0, unchanged: expect.any(Number) });
    expect(report.counts.departments.unchanged).toBe(desk.holder.current().departments.length);
  }
  const applied = await desk.apply((await desk.dryRun(json)).baseRevision, json);
  expect(await applied.json()).toMatchObject({ revision: null });
});
