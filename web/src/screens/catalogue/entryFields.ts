import { itemTypes } from '#contract/catalogueEntry';
import type { EntryKind } from '../../api/catalogueEntries.ts';

export type FieldInput =
  | 'line'
  | 'number'
  | 'limit'
  | 'day'
  | 'yesNo'
  | 'region'
  | 'department'
  | 'department-kind'
  | 'calendar'
  | readonly string[];

export interface EntryField {
  name: string;
  input: FieldInput;
  required?: true;
}

const name: EntryField = { name: 'name', input: 'line', required: true };
const shortName: EntryField = { name: 'shortName', input: 'line' };
const calendar: EntryField = { name: 'calendar', input: 'calendar' };

/** The fields of each kind in the order in which they are asked. */
export const entryFields: Record<EntryKind, readonly EntryField[]> = {
  regions: [
    name,
    shortName,
    { name: 'parent', input: 'region' },
    { name: 'kind', input: ['division', 'zone', 'city'], required: true },
    { name: 'overlaps', input: 'line' },
    { name: 'tile', input: 'line' },
    { name: 'group', input: 'line' },
    { name: 'order', input: 'number' },
    calendar,
  ],
  'department-kinds': [
    name,
    { ...shortName, required: true },
    { name: 'order', input: 'number', required: true },
  ],
  departments: [
    name,
    shortName,
    { name: 'region', input: 'region', required: true },
    { name: 'kind', input: 'department-kind' },
    { name: 'parent', input: 'department' },
    { name: 'phone', input: 'line' },
    calendar,
  ],
  items: [
    name,
    shortName,
    { name: 'type', input: itemTypes, required: true },
    { name: 'handling', input: ['instant', 'promised', 'auto'], required: true },
    { name: 'statutoryLimit', input: 'limit' },
    { name: 'legalBasis', input: 'line' },
    { name: 'promisedLimit', input: 'limit' },
    { name: 'floorMinutes', input: 'number' },
    { name: 'visits', input: 'number' },
    { name: 'onlineDepth', input: ['1', '2', '3', '4'] },
    { name: 'fee', input: 'number' },
    { name: 'deemedAcceptance', input: 'yesNo' },
    calendar,
    { name: 'validFrom', input: 'day', required: true },
    { name: 'approvedBy', input: 'line' },
    { name: 'reason', input: 'line' },
  ],
};
