import { expect, it } from 'vitest';
import { migrationRisks } from '../testing/migrationRisks.ts';
import { migrationFiles } from './migrationFiles.ts';

/** Applied before anybody ran duban: whoever upgrades has them. */
const before = new Set(['0046', 'timescale/0001']);

it('every migration is applied beside a running server, or says why it is safe', async () => {
  const files = await migrationFiles(true);
  const later = files.filter(({ name }) =>
    [...before].every((last) => {
      const sameFolder = name.includes('/') === last.includes('/');
      return !sameFolder || name.slice(0, last.length) > last;
    }),
  );
  const found = later.flatMap(({ name, sql }) => migrationRisks(sql).map((risk) => `${name}, ${risk}`));
  expect(found).toEqual([]);
});

it.each([
  ['alter table cases drop column kin', 'the version before still asks for the column'],
  ['drop table maps', 'the version before still asks for the table'],
  ['alter table maps rename to pictures', 'the version before knows the old name'],
  ['alter table maps rename column a to b', 'the version before knows the old name'],
  ['alter table maps alter column a type bigint', 'the whole table is written again'],
  ['alter table maps alter column a set not null', 'the whole table is read while nobody may write'],
  ['alter table maps add column a text not null', 'the version before leaves the column out'],
  ['alter table flags add check (a > 0)', 'the whole table is read while nobody may write'],
  ['create index cases_a on cases (a)', 'nobody writes until it is built'],
  ['-- why\nupdate cases set a = 1', 'rows stay locked until the end'],
])('tells the risk of %s', (sql, because) => {
  expect(migrationRisks(sql)).toEqual([expect.stringContaining(because)]);
});

it.each([
  ['alter table cases add column a text'],
  ["alter table cases add column a text not null default ''"],
  ['alter table flags add check (a > 0) not valid'],
  ['create index maps_a on maps (a)'],
  ['create table maps (a text not null); create unique index maps_a on maps (a); update maps set a = 1'],
  ['-- no transaction\ncreate index concurrently cases_a on cases (a)'],
  ['-- safe because nothing has read it since 0.3\nalter table cases drop column kin'],
])('finds none in %s', (sql) => {
  expect(migrationRisks(sql)).toEqual([]);
});

it('allows nothing but indexes outside of a transaction', () => {
  expect(migrationRisks('-- no transaction\nalter table cases add column a text')).toHaveLength(1);
});
