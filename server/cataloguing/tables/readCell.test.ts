import { expect, test } from 'vitest';
import { readCell } from './readCell.ts';
import { tables, type Column } from './tableColumns.ts';

const column = (field: string): Column =>
  [...tables.items.columns, ...tables.regions.columns].find((one) => one.field === field)!;

test.each([
  ['name', ' 施工许可 ', '施工许可'],
  ['name', "'=x", '=x'],
  ['name', "'x", "'x"],
  ['handling', '承诺件', 'promised'],
  ['handling', 'auto', 'auto'],
  ['promisedUnit', '工作日', 'workday'],
  ['promisedLimit', '4', 4],
  ['fee', '1,200.5', 1200.5],
  ['visits', '0', 0],
  ['deemedAcceptance', '否', false],
  ['deemedAcceptance', 'TRUE', true],
  ['validFrom', '2026/1/5', '2026-01-05'],
  ['validFrom', '2026年1月5日', '2026-01-05'],
  ['type', '1', '01'],
  ['type', '20', '20'],
  ['overlaps', '500112；500103;', ['500112', '500103']],
  ['tile', '5;7', [5, 7]],
  ['name', '', undefined],
])('in the column %s %j is %j', (field, text, value) => {
  expect(readCell(column(field), text)).toEqual({ value });
});

test.each([
  ['handling', '快办', 'not_a_choice'],
  ['promisedLimit', '四', 'not_a_number'],
  ['visits', '1.5', 'not_a_number'],
  ['deemedAcceptance', '也许', 'not_yes_or_no'],
  ['validFrom', '下月', 'not_a_day'],
  ['tile', '5', 'wrong_form'],
])('in the column %s %j is a fault', (field, text, code) => {
  expect(readCell(column(field), text)).toMatchObject({ code, message: expect.stringContaining(text) });
});
