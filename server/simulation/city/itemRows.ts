import type { RouteStep } from '#contract/item';
import type { Limit } from '#contract/limit';
import type { ItemInput } from './catalogueInput.ts';

type Extra = Partial<Pick<ItemInput, 'floorMinutes' | 'visits' | 'onlineDepth' | 'fee' | 'calendar'>>;

/** An item as its office's table writes it; `demoItems.ts` numbers it. */
export interface ItemRow {
  type: string;
  name: string;
  shortName: string;
  handling: 'instant' | 'promised' | 'auto';
  statutoryLimit?: Limit;
  promisedLimit?: Limit;
  route?: RouteStep[];
  extra: Extra;
}

const workdays = (value: number | Limit): Limit =>
  typeof value === 'number' ? { value, unit: 'workday' } : value;

export const calendarDays = (value: number): Limit => ({ value, unit: 'calendar_day' });
export const months = (value: number): Limit => ({ value, unit: 'month' });
export const workHours = (value: number): Limit => ({ value, unit: 'work_hour' });
export const minutes = (value: number): Limit => ({ value, unit: 'minute' });

/** 承诺件. A bare number of a limit is working days. */
export function promised(
  type: string,
  name: string,
  shortName: string,
  statutory: number | Limit,
  promise: number | Limit,
  route: RouteStep[],
  extra: Extra = {},
): ItemRow {
  return {
    type,
    name,
    shortName,
    handling: 'promised',
    statutoryLimit: workdays(statutory),
    promisedLimit: workdays(promise),
    route,
    extra,
  };
}

/** 即办件. */
export function instant(type: string, name: string, shortName: string, extra: Extra = {}): ItemRow {
  return { type, name, shortName, handling: 'instant', extra };
}

/** 秒批. */
export function auto(type: string, name: string, shortName: string, extra: Extra = {}): ItemRow {
  return { type, name, shortName, handling: 'auto', extra };
}
