import type { ItemVersion } from '#contract/item';
import type { LocalDay } from '#contract/time';
import { dayNumber } from '../../domain/calendar/localDay.ts';
import { timezone } from '../../domain/calendar/timezone.ts';
import { instantText } from '../../http/instantText.ts';
import { replacedVersion } from '../../catalogue/replacedVersion.ts';
import type { TableFault, TableRow } from './readTable.ts';

export interface ItemRow {
  row: TableRow;
  /** The steps that the table of steps gives it; undefined: there is no such table, and the route stays. */
  route: readonly object[] | undefined;
  /** Recorded versions of the item. */
  recorded: readonly ItemVersion[];
  /** The office zone: a day stands for its beginning there. */
  zone: string;
}

/** The record that a row of the table of items makes, with what the table has no column for as it is recorded. */
export function itemRecord({ row, route, recorded, zone }: ItemRow): {
  record: object;
  faults: TableFault[];
} {
  const { cells, line } = row;
  const faults: TableFault[] = [];
  const validFrom = cells.get('validFrom');
  if (validFrom === undefined && recorded.length > 0) faults.push(noValidFrom(line, recorded));
  const base = baseOf(recorded, typeof validFrom === 'string' ? validFrom : undefined);
  const { statutoryLimit, statutoryUnit, promisedLimit, promisedUnit, ...plain } = Object.fromEntries(cells);
  const limit = (field: 'statutoryLimit' | 'promisedLimit', value: unknown, unit: unknown): object => {
    if (!cells.has(field)) return {};
    const known = unit ?? (value === undefined ? undefined : base[field]?.unit);
    if (value !== undefined && known === undefined) faults.push(noUnit(line, field.replace('Limit', 'Unit')));
    return { [field]: value === undefined ? undefined : { value, unit: known } };
  };
  const record = {
    ...base,
    ...plain,
    ...limit('statutoryLimit', statutoryLimit, statutoryUnit),
    ...limit('promisedLimit', promisedLimit, promisedUnit),
    ...(cells.has('approvedAt') ? { approvedAt: instantOf(cells.get('approvedAt'), zone) } : {}),
    ...(route ? { route: route.length > 0 ? route : undefined } : {}),
  };
  return { record, faults };
}

/** Who approved a version approved no other; whoever writes a record ends what was provisional. */
function baseOf(recorded: readonly ItemVersion[], validFrom: LocalDay | undefined): Partial<ItemVersion> {
  const base = validFrom === undefined ? recorded.at(-1) : replacedVersion(recorded, { validFrom });
  if (!base) return {};
  const { revision: _, provisional: __, approvedBy, approvedAt, reason, ...rest } = base;
  return base.validFrom === validFrom ? { ...rest, approvedBy, approvedAt, reason } : rest;
}

/** The step that a row of the table of steps makes. */
export function stepRecord({ cells, line }: TableRow): { record: object; faults: TableFault[] } {
  const { limit, limitUnit, item: _, validFrom: __, ...step } = Object.fromEntries(cells);
  const record = Object.fromEntries(Object.entries(step).filter(([, value]) => value !== undefined));
  if (limit === undefined) return { record, faults: [] };
  const faults = limitUnit === undefined ? [noUnit(line, 'limitUnit')] : [];
  return { record: { ...record, limit: { value: limit, unit: limitUnit } }, faults };
}

function instantOf(given: unknown, zone: string): unknown {
  if (typeof given !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(given)) return given;
  return instantText(timezone(zone).startOf(dayNumber(given)));
}

function noUnit(line: number, column: string): TableFault {
  return { line, column, code: 'no_unit', message: 'a limit needs its unit; fill it in' };
}

function noValidFrom(line: number, recorded: readonly ItemVersion[]): TableFault {
  const since = recorded.at(-1)?.validFrom ?? '';
  const message = `the item is recorded already, newest from ${since}; say from which day this version holds`;
  return { line, column: 'validFrom', code: 'no_valid_from', message, values: { since } };
}
