import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  entryListSchema,
  revisionDifferenceSchema,
  revisionListSchema,
} from '#contract/catalogueEntrySchema';
import { cataloguingDesk, problemOf } from '../testing/cataloguingDesk.ts';

const now = Date.parse('2026-11-22T09:00:00+08:00');
let desk: Awaited<ReturnType<typeof cataloguingDesk>>;
beforeAll(async () => {
  desk = await cataloguingDesk(now);
});
afterAll(() => desk.close());

const permit = {
  name: '建筑工程施工许可证核发',
  type: '01',
  handling: 'promised',
  statutoryLimit: { value: 15, unit: 'workday' },
  promisedLimit: { value: 6, unit: 'workday' },
  validFrom: '2026-12-01',
};

test('entries are listed with what is to be completed first, and sought by code or name', async () => {
  await desk.pool.query(
    `insert into departments (code, revision, name, short_name, region, provisional)
     select 'zz-9', max(revision), 'zz-9', 'zz-9', '500112', true from catalogue_revisions`,
  );
  await desk.pool.query('update catalogue_marker set marker = marker + 1');
  const list = entryListSchema.parse(await (await desk.ask('/departments?limit=2')).json());
  expect(list).toMatchObject({ total: 4, provisional: 1 });
  expect(list.items.map(({ code, provisional }) => [code, provisional])).toEqual([
    ['zz-9', true],
    ['500103-ZJ', false],
  ]);
  const rest = entryListSchema.parse(
    await (await desk.ask(`/departments?limit=2&cursor=${list.nextCursor}`)).json(),
  );
  expect([rest.items.map(({ code }) => code), rest.nextCursor]).toEqual([['500112-RS', '500112-ZJ'], null]);
  const found = entryListSchema.parse(await (await desk.ask('/items?q=施工')).json());
  expect(found.items.map(({ code }) => code)).toEqual(['permit']);
});

test('a new version of an item holds from its day, names who approved it, and tells under which one cases run', async () => {
  const { revision } = await desk.entry('/items/permit');
  await desk.openCase('1', 'permit', 'accepted', revision);
  await desk.openCase('2', 'permit', 'received', null);
  expect(await problemOf(await desk.put('/items/permit', permit, revision))).toMatchObject({
    status: 400,
    path: 'approvedBy',
  });
  const approved = { ...permit, approvedBy: '渝北区政府办', reason: '减员' };
  expect((await desk.put('/items/permit', approved, revision)).status).toBe(200);
  const { versions, openCases } = await desk.entry('/items/permit');
  expect(openCases).toEqual({ accepted: 1, waiting: 1 });
  expect(versions).toMatchObject([
    { state: 'coming', actor: 'token:lin/test', note: 'items/permit: 减员', openCases: 0 },
    { state: 'in_force', openCases: 1 },
  ]);
  expect(versions[0]?.record).toMatchObject({
    approvedBy: '渝北区政府办',
    approvedAt: new Date(now).toISOString(),
  });
  const { rows } = await desk.pool.query(
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
  const { revision, versions } = await desk.entry('/departments/500112-ZJ');
  const { code: _, revision: __, provisional: ___, ...record } = versions[0]!.record;
  expect(
    (await desk.put('/departments/500112-ZJ', { ...record, phone: '023-1' }, revision, 'zhao')).status,
  ).toBe(200);
  expect(
    await problemOf(await desk.put('/departments/500112-ZJ', { ...record, phone: '023-2' }, revision)),
  ).toMatchObject({
    status: 412,
    code: 'stale_version',
    detail: expect.stringContaining('zhao'),
  });
  expect((await desk.entry('/departments/500112-ZJ')).versions[0]?.record).toMatchObject({ phone: '023-1' });
  expect(await problemOf(await desk.put('/departments/500112-ZJ', record, 0))).toMatchObject({
    status: 409,
    path: 'code',
  });
  expect(await problemOf(await desk.put('/departments/NONE', record, 3))).toMatchObject({ status: 404 });
  expect(await problemOf(await desk.put('/departments/NEW', { ...record, region: 'NO' }, 0))).toMatchObject({
    status: 400,
    path: 'region',
  });
});

test('a new code lets dead letters that wait for it be sent again', async () => {
  const told = desk.told();
  expect((await desk.put('/regions/500113', { name: '巴南区', parent: '500000' }, 0)).status).toBe(200);
  expect(desk.told()).toBe(told + 1);
  expect(desk.holder.current().region('500113')?.name).toBe('巴南区');
});

test('revisions tell who recorded what, newest first, and each what it changed', async () => {
  const { revision } = await desk.entry('/regions/500112');
  const { name } = desk.holder.current().region('500112')!;
  await desk.put('/regions/500112', { name: '渝北区政府', parent: '500000' }, revision, 'zhao');
  const { items, total } = revisionListSchema.parse(await (await desk.ask('/revisions')).json());
  expect(total).toBe(items.length);
  expect(items[0]).toMatchObject({
    actor: 'token:zhao/test',
    note: 'regions/500112',
    records: { regions: 1, items: 0 },
  });
  const difference = revisionDifferenceSchema.parse(
    await (await desk.ask(`/revisions/${items[0]?.revision}`)).json(),
  );
  expect(difference.changes).toMatchObject([
    {
      kind: 'regions',
      code: '500112',
      changes: [
        { field: 'name', before: name, after: '渝北区政府' },
        { field: 'shortName', before: name, after: '渝北区政府' },
      ],
    },
  ]);
  expect((await desk.ask('/revisions/999999')).status).toBe(404);
});

test('the catalogue is kept by administrators of all places alone', async () => {
  for (const who of ['yubei', 'wang']) {
    for (const path of ['/regions', '/items/permit', '/revisions', '/files/items.csv'])
      expect((await desk.ask(path, { who })).status).toBe(403);
    expect((await desk.put('/regions/500112', { name: 'x' }, 1, who)).status).toBe(403);
  }
});
