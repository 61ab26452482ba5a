import { expect, test } from 'vitest';
import { readTable } from './readTable.ts';
import { tables } from './tableColumns.ts';

const read = (text: string) => readTable(tables.departments, text);
const rows = (text: string) => read(text).rows.map(({ line, cells }) => [line, Object.fromEntries(cells)]);

test.each([
  ['代码,名称,地区\r\nA,甲局,500112\r\n', ','],
  ['name;code;region\n甲局;A;500112', ';'],
  ['code\tname\t地区\n\nA\t甲局\t500112\n\t\t\n', 'a tab'],
])('a table is read in either language and any order: %j between %s', (text) => {
  const [[, cells] = []] = rows(text);
  expect(cells).toEqual({ code: 'A', name: '甲局', region: '500112' });
  expect(read(text)).toMatchObject({ faults: [], warnings: [] });
  expect(rows(text)).toHaveLength(1);
});

test('a cell that is empty is told from a column that is not there', () => {
  const [{ cells } = expect.unreachable()] = read('code,phone\nA,\n').rows;
  expect([cells.has('phone'), cells.get('phone'), cells.has('name')]).toEqual([true, undefined, false]);
});

test('what is wrong is named by line and by the column as the table calls it', () => {
  const { faults, warnings } = read('代码,名称,传真\n,甲局,1\nB,乙局\nC,"丙局,1\n');
  expect(warnings).toMatchObject([{ line: 1, column: '传真', code: 'unknown_field' }]);
  expect(faults).toMatchObject([
    { line: 2, column: '代码', code: 'missing' },
    { line: 3, column: null, code: 'number_of_fields', values: { given: 2, expected: 3 } },
    { line: 4, column: null, code: 'unreadable_line' },
  ]);
});

test.each([
  ['名称\n甲局\n', 'no_column'],
  ['code,代码\nA,B\n', 'column_twice'],
  ['', 'empty_file'],
])('the table %j has the fault %s', (text, code) => {
  expect(read(text).faults.map((fault) => fault.code)).toContain(code);
});
