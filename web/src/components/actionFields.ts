import type { FlagAction } from '#contract/followup';
import { appealOutcomes, orderLevels, replyCauses, verdicts } from '#contract/followup';
import { instantOfTyped } from '../format/typedMoment.ts';

export type FieldKind =
  'text' | 'line' | 'phone' | 'choice' | 'yesNo' | 'day' | 'moment' | 'accounts' | 'files';

export interface ActionField {
  name: string;
  kind: FieldKind;
  required: boolean;
  choices?: readonly string[];
}

/** What a form holds: texts as typed, files as they were taken in. */
export type FieldValues = Record<string, string>;
export interface TakenFile {
  hash: string;
  name: string;
}

const text: ActionField = { name: 'text', kind: 'text', required: true };
const reason: ActionField = { name: 'reason', kind: 'text', required: true };
const files: ActionField = { name: 'attachments', kind: 'files', required: false };
const choice = (name: string, choices: readonly string[], required = true): ActionField => ({
  name,
  kind: 'choice',
  required,
  choices,
});

/** The fields of each action in the order in which they are asked. */
export const actionFields: Record<FlagAction, readonly ActionField[]> = {
  send: [{ ...text, required: false }],
  undo: [],
  recall: [reason],
  reply: [choice('cause', replyCauses), text, files],
  verdict: [choice('verdict', verdicts), choice('severity', ['yellow', 'red'], false), reason],
  order: [choice('level', orderLevels), { name: 'finishBy', kind: 'day', required: false }, text],
  rectify: [text, files],
  review: [{ name: 'passed', kind: 'yesNo', required: true }, text],
  close: [text],
  appeal: [reason, files],
  'decide-appeal': [choice('outcome', appealOutcomes), reason],
  exempt: [{ name: 'until', kind: 'day', required: true }, reason],
  approve: [{ name: 'approved', kind: 'yesNo', required: true }, reason],
  withdraw: [reason],
  adopt: [reason],
  assign: [{ name: 'owner', kind: 'line', required: true }],
  'hand-over': [{ name: 'to', kind: 'line', required: true }, reason],
  remind: [text],
  call: [
    { name: 'with', kind: 'line', required: true },
    { name: 'phone', kind: 'phone', required: false },
    { name: 'at', kind: 'moment', required: true },
    { name: 'said', kind: 'text', required: true },
  ],
  note: [text, { name: 'mentions', kind: 'accounts', required: false }],
};

/** The fields of an action that matter as the form stands: a severity only where a query is confirmed. */
export function fieldsAsked(action: FlagAction, values: FieldValues, isQuery: boolean): ActionField[] {
  return actionFields[action].flatMap((field) => {
    if (action === 'verdict' && field.name === 'severity')
      return isQuery && values['verdict']?.startsWith('confirmed_') ? [field] : [];
    if (action === 'order' && field.name === 'finishBy')
      return values['level'] === 'blue' ? [] : [{ ...field, required: true }];
    return [field];
  });
}

/** Names of the fields that must be filled in and are not. */
export function missingFields(fields: readonly ActionField[], values: FieldValues): string[] {
  return fields.filter(({ name, required }) => required && !values[name]?.trim()).map(({ name }) => name);
}

/** The body of the request; what is empty stays out, and a moment is one of the office's clock, in `timezone`. */
export function bodyOf(
  fields: readonly ActionField[],
  values: FieldValues,
  taken: readonly TakenFile[],
  timezone: string,
): Record<string, unknown> {
  return Object.fromEntries(
    fields.flatMap(({ name, kind }): [string, unknown][] => {
      const value = values[name]?.trim() ?? '';
      if (kind === 'files') return taken.length === 0 ? [] : [[name, taken.map(({ hash }) => hash)]];
      if (value === '') return [];
      if (kind === 'yesNo') return [[name, value === 'yes']];
      if (kind === 'accounts') return [[name, value.split(/[\s,，、;；]+/).filter(Boolean)]];
      if (kind === 'moment') return [[name, new Date(instantOfTyped(value, timezone)).toISOString()]];
      return [[name, value]];
    }),
  );
}
