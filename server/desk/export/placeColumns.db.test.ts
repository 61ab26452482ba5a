import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import { importCatalogue } from '../../catalogue/importCatalogue.ts';
import { loadCatalogue } from '../../catalogue/loadCatalogue.ts';
import { inTransaction } from '../../db/transaction.ts';
import { readingCity } from '../../testing/readingCity.ts';
import { testDatabase, type TestDatabase } from '../../testing/templateDatabase.ts';
import { placeColumns } from './placeColumns.ts';

const now = Date.parse('2026-11-21T09:00:00+08:00');
let database: TestDatabase;
let catalogue: Catalogue;
beforeAll(async () => {
  database = await testDatabase();
  const { pool } = database;
  await readingCity(pool, now);
  const renamed = { items: [{ code: 'permit', name: '建筑施工许可', type: '01', handling: 'promised' }] };
  await inTransaction(pool, (db) => importCatalogue(db, renamed, { actor: 'test' }, now));
  catalogue = await loadCatalogue(pool, 'Asia/Shanghai');
});
afterAll(() => database.drop());

const cells = (region: string | null, department: string | null, item: string | null) =>
  placeColumns(catalogue, 'zh').cellsOf({ region, department, item });

test('each code has its name beside it, an item the one that it has now', () => {
  expect(cells('A1', 'A-H', 'permit')).toEqual(['A1', '甲镇', 'A-H', '甲区住建', 'permit', '建筑施工许可']);
});

test('a code that the catalogue does not know stands alone, and what is not known leaves both empty', () => {
  expect(cells('X', null, 'other')).toEqual(['X', null, null, null, 'other', null]);
});

test.each([
  ['zh', ['区县代码', '区县', '部门代码', '部门', '事项编码', '事项']],
  ['en', ['Region code', 'Region', 'Department code', 'Department', 'Item code', 'Item']],
] as const)('columns are titled in %s as their cells follow each other', (language, titles) => {
  const { columns, cellsOf } = placeColumns(catalogue, language);
  expect(columns.map(({ title }) => title)).toEqual(titles);
  expect(cellsOf({ region: 'A', department: 'A-H', item: 'permit' })).toHaveLength(titles.length);
});
