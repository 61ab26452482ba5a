import { expect, it } from 'vitest';
import { sqlStatements } from './sqlStatements.ts';

it('gives each statement with its line, without comments around it', () => {
  const sql = '-- first; of all\ncreate table a (b text); -- behind it\n\n/* and;\n */ drop table a;\n';
  expect(sqlStatements(sql)).toEqual([
    { line: 2, text: 'create table a (b text)' },
    { line: 5, text: 'drop table a' },
  ]);
});

it('keeps a comment inside of a statement, whose lines count', () => {
  const [statement] = sqlStatements('create table a (\n  -- why; indeed\n  b text\n);');
  expect(statement).toEqual({ line: 1, text: 'create table a (\n  -- why; indeed\n  b text\n)' });
});

it.each([
  ["insert into a values ('one; ''two''; -- three')"],
  ['create table "a;b" (c text)'],
  ['create function f() returns trigger language plpgsql as $$ begin; return null; end; $$'],
  ['create function f() returns int language sql as $body$ select 1; $$;$$ $body$'],
])('leaves whole: %s', (sql) => {
  expect(sqlStatements(`${sql};\nselect 1`).map(({ text }) => text)).toEqual([sql, 'select 1']);
});

it('finds nothing in comments alone', () => {
  expect(sqlStatements('-- nothing;\n /* ; */ ;;')).toEqual([]);
});
