import type { FaultCode } from '#contract/catalogueImportSchema';
import { withoutGuard } from '../../http/csvLine.ts';
import type { Column, Words } from './tableColumns.ts';

export type ReadCell =
  { value: unknown } | { code: FaultCode; message: string; values: Record<string, string | number> };

const between = /[;；、|]/;
const yes = new Set(['是', 'yes', 'true', '1', 'y']);
const no = new Set(['否', 'no', 'false', '0', 'n']);

/** What stands in a cell, typed; undefined where it is empty. Values are read in both languages. */
export function readCell(column: Column, given: string): ReadCell {
  const text = withoutGuard(given.trim());
  if (text === '') return { value: undefined };
  const { kind } = column;
  if (typeof kind === 'object') return choice(kind, text);
  switch (kind) {
    case 'text':
      return { value: text };
    case 'whole':
    case 'number':
      return numberOf(text, kind === 'whole');
    case 'yesNo':
      return yesOrNo(text);
    case 'list':
      return { value: listOf(text) };
    case 'tile':
      return tileOf(text);
    case 'day':
      return dayOf(text);
    case 'itemType':
      // a spreadsheet takes 01 for a number
      return { value: /^\d$/.test(text) ? `0${text}` : text };
  }
}

const listOf = (text: string): string[] =>
  text
    .split(between)
    .map((one) => one.trim())
    .filter(Boolean);

function choice(words: Words, text: string): ReadCell {
  const known = Object.entries(words).find(([value, word]) => value === text || word === text);
  if (known) return { value: known[0] };
  const choices = Object.entries(words)
    .map(([value, word]) => `${word} ${value}`)
    .join(', ');
  return { code: 'not_a_choice', message: `"${text}" is none of ${choices}`, values: { text, choices } };
}

function numberOf(text: string, whole: boolean): ReadCell {
  const value = Number(text.replaceAll(',', ''));
  if (Number.isFinite(value) && (!whole || Number.isInteger(value))) return { value };
  return {
    code: 'not_a_number',
    message: `"${text}" is no ${whole ? 'whole number' : 'number'}`,
    values: { text },
  };
}

function yesOrNo(text: string): ReadCell {
  const said = text.toLowerCase();
  if (yes.has(said)) return { value: true };
  if (no.has(said)) return { value: false };
  return { code: 'not_yes_or_no', message: `"${text}" is neither 是 yes nor 否 no`, values: { text } };
}

function tileOf(text: string): ReadCell {
  const numbers = listOf(text).map(Number);
  if (numbers.length === 2 && numbers.every(Number.isInteger)) return { value: numbers };
  return { code: 'wrong_form', message: `"${text}" is no place of a tile like 5;7`, values: { text } };
}

/** Spreadsheets turn 2026-01-01 into 2026/1/1. */
function dayOf(text: string): ReadCell {
  const parts = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text);
  if (!parts) return { code: 'not_a_day', message: `"${text}" is no day like 2026-01-01`, values: { text } };
  const [, year, month = '', day = ''] = parts;
  return { value: `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` };
}
