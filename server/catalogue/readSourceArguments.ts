import { parseArgs } from 'node:util';
import { Problem } from '#contract/problem';
import { precisions, type Precision, type SourceSettings } from '#contract/source';

export type SourceArguments =
  | {
      action: 'add';
      name: string;
      mapping: string | undefined;
      uri: string | undefined;
      namespace: string | undefined;
      /** What was said on the command line; it goes before what the mapping says. */
      settings: Partial<SourceSettings>;
    }
  | { action: 'rotate'; name: string; overlapMinutes: number }
  | { action: 'revoke'; name: string }
  | { action: 'list'; format: 'text' | 'json' };

const flag = { type: 'boolean' } as const;
const value = { type: 'string' } as const;
const values = { type: 'string', multiple: true } as const;
const options = {
  namespace: value,
  mapping: value,
  uri: value,
  lenient: flag,
  historical: flag,
  'trust-due-dates': flag,
  delay: value,
  precision: value,
  department: values,
  region: values,
  calendar: value,
  timezone: value,
  'finished-suspensions-only': flag,
  'cannot-express': values,
  overlap: value,
  format: value,
} as const;

const allowed: Record<SourceArguments['action'], readonly string[]> = {
  add: Object.keys(options).filter((name) => name !== 'overlap' && name !== 'format'),
  rotate: ['overlap'],
  revoke: [],
  list: ['format'],
};

/** Throws Problem `usage` with one sentence. */
export function readSourceArguments(args: string[]): SourceArguments {
  const { values: given, positionals } = parse(args);
  const [action, name, ...rest] = positionals;
  if (action !== 'add' && action !== 'rotate' && action !== 'revoke' && action !== 'list')
    throw usage(`"source ${action ?? ''}" is no command; it is source add, rotate, revoke or list.`);
  const other = Object.keys(given).find((option) => !allowed[action].includes(option));
  if (other !== undefined) throw usage(`"source ${action}" has no option --${other}.`);
  if (rest.length > 0) throw usage(`"source ${action}" does not take "${rest.join(' ')}".`);

  if (action === 'list') {
    if (name !== undefined) throw usage(`"source list" does not take "${name}".`);
    const format = oneOf('format', given.format ?? 'text', ['text', 'json'] as const);
    return { action, format };
  }
  if (name === undefined) throw usage(`"source ${action}" needs the NAME of a source.`);
  if (action === 'revoke') return { action, name };
  if (action === 'rotate')
    return { action, name, overlapMinutes: count('overlap', given.overlap ?? '0', 43_200) };

  const settings: Partial<SourceSettings> = {};
  if (given.lenient) settings.lenient = true;
  if (given.historical) {
    settings.historical = true;
    settings.trustDueDates = true;
  }
  if (given['trust-due-dates']) settings.trustDueDates = true;
  if (given['finished-suspensions-only']) settings.finishedSuspensionsOnly = true;
  if (given['cannot-express']) settings.cannotExpress = given['cannot-express'];
  if (given.delay !== undefined) settings.delayWorkdays = count('delay', given.delay, 250);
  if (given.precision !== undefined)
    settings.precision = oneOf<Precision>('precision', given.precision, precisions);
  if (given.department) settings.departments = given.department;
  if (given.region) settings.regions = given.region;
  if (given.calendar !== undefined) settings.calendar = given.calendar;
  if (given.timezone !== undefined) settings.timezone = given.timezone;
  return { action, name, mapping: given.mapping, uri: given.uri, namespace: given.namespace, settings };
}

function parse(args: string[]) {
  try {
    return parseArgs({ args, allowPositionals: true, options });
  } catch (error) {
    throw usage(error instanceof Error ? error.message : String(error));
  }
}

function count(option: string, text: string, most: number): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number <= most) return number;
  throw usage(`--${option} "${text}" is no whole number from 0 to ${most}.`);
}

function oneOf<T extends string>(option: string, text: string, choices: readonly T[]): T {
  const choice = choices.find((one) => one === text);
  if (choice !== undefined) return choice;
  throw usage(`--${option} "${text}" is none of ${choices.join(', ')}.`);
}

function usage(sentence: string): Problem {
  return new Problem('usage', sentence);
}
