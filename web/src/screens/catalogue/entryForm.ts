import type { RouteStep } from '#contract/item';
import type { EntryKind } from '../../api/catalogueEntries.ts';
import type { FieldValues } from '../../components/actionFields.ts';
import { entryFields, type EntryField } from './entryFields.ts';

interface Code {
  code: string;
}
export interface Places {
  regions: readonly Code[];
  departments: readonly Code[];
  departmentKinds: readonly Code[];
}

/** Key of what is wrong with a field, of `catalogue.wrong`. */
export type EntryFaults = Readonly<Record<string, string>>;

type Content = Readonly<Record<string, unknown>>;
const separators = /[;；、,，\s]+/;
const text = (values: FieldValues, name: string): string => values[name]?.trim() ?? '';

/** A record as the form holds it: texts by field, a limit as two, the route as JSON. */
export function valuesOf(kind: EntryKind, record: Content): FieldValues {
  const fields = entryFields[kind].flatMap(({ name, input }): [string, string][] => {
    const value = record[name];
    if (input !== 'limit') return [[name, textOf(value)]];
    const limit: Content = typeof value === 'object' && value !== null ? { ...value } : {};
    return [
      [name, textOf(limit['value'])],
      [`${name}.unit`, textOf(limit['unit']) || 'workday'],
    ];
  });
  return Object.fromEntries([
    ...fields,
    ...(kind === 'items' ? [['route', JSON.stringify(record['route'] ?? [])]] : []),
  ]);
}

function textOf(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return value.join('; ');
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return String(value);
}

/** What is wrong with a form as it stands; a code is asked for where the record is new. */
export function entryFaults(
  kind: EntryKind,
  values: FieldValues,
  places: Places,
  isNew: boolean,
): EntryFaults {
  const faults: Record<string, string> = {};
  if (isNew && text(values, 'code') === '') faults['code'] = 'required';
  for (const field of entryFields[kind]) {
    const wrong = fieldFault(field, values, places);
    if (wrong) faults[field.name] = wrong;
  }
  if (kind === 'items' && routeOf(values).some(({ step }) => step.trim() === ''))
    faults['route'] = 'stepNeeded';
  return faults;
}

function fieldFault(
  { name, input, required }: EntryField,
  values: FieldValues,
  places: Places,
): string | undefined {
  const given = text(values, name);
  if (given === '') return required ? 'required' : undefined;
  const known = (codes: readonly Code[]) => (codes.some(({ code }) => code === given) ? undefined : 'choose');
  if (input === 'number') return /^-?\d+(\.\d+)?$/.test(given) ? undefined : 'number';
  if (input === 'limit') return Number(given) > 0 ? undefined : 'positive';
  if (input === 'region') return known(places.regions);
  if (input === 'department') return known(places.departments);
  if (input === 'department-kind') return known(places.departmentKinds);
  if (name === 'tile') return tileOf(given) ? undefined : 'tile';
  return undefined;
}

function tileOf(given: string): [number, number] | undefined {
  const [x = NaN, y = NaN, ...rest] = given.split(separators).filter(Boolean).map(Number);
  return rest.length === 0 && Number.isInteger(x) && Number.isInteger(y) ? [x, y] : undefined;
}

/** The steps that a form holds. */
const routeOf = (values: FieldValues): RouteStep[] => JSON.parse(values['route'] || '[]') as RouteStep[];

/** The record of a form that has no faults; what is empty stays out. */
export function recordOf(kind: EntryKind, values: FieldValues): Content {
  const route = kind === 'items' ? routeOf(values) : [];
  return Object.fromEntries([
    ...entryFields[kind].flatMap((field): [string, unknown][] => {
      const given = text(values, field.name);
      return given === '' ? [] : [[field.name, valueOf(field, given, values)]];
    }),
    ...(route.length > 0 ? [['route', route]] : []),
  ]) as Content;
}

function valueOf({ name, input }: EntryField, given: string, values: FieldValues): unknown {
  if (input === 'number' || name === 'onlineDepth') return Number(given);
  if (input === 'limit') return { value: Number(given), unit: text(values, `${name}.unit`) };
  if (input === 'yesNo') return given === 'yes';
  if (name === 'overlaps') return given.split(separators).filter(Boolean);
  if (name === 'tile') return tileOf(given);
  return given;
}
