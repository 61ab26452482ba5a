import { maskedValue } from '#contract/maskedValue';
import { fieldReaders } from '../eventFields.ts';
import { isRecord } from '../fieldReaders.ts';

const envelope = [
  'specversion',
  'id',
  'source',
  'type',
  'time',
  'subject',
  'datacontenttype',
  'dataschema',
  'receivedtime',
];
/** Of `data` only what this interface names and stores unsealed is shown: what else is sent may be anybody's. */
const shownOf = (path: readonly string[], name: string): boolean =>
  path.length === 0 ? envelope.includes(name) : Object.hasOwn(fieldReaders, name);
/** Objects that are looked into instead of being masked whole. */
const isNested = (path: readonly string[], name: string): boolean =>
  name === 'data' && (path.length === 0 || path.join('.') === 'data');

/** An event with everything masked that may be personal, and the paths of what is. */
export function maskedLetter(event: unknown): { event: unknown; masked: string[] } {
  const masked: string[] = [];
  const mask = (value: unknown, path: readonly string[]): unknown => {
    if (!isRecord(value)) {
      masked.push(path.join('.'));
      return maskedValue;
    }
    return Object.fromEntries(
      Object.entries(value).map(([name, one]) => {
        if (isNested(path, name) && isRecord(one)) return [name, mask(one, [...path, name])];
        if (one === null || shownOf(path, name)) return [name, one];
        masked.push([...path, name].join('.'));
        return [name, maskedValue];
      }),
    );
  };
  return { event: mask(event, []), masked };
}

/** What was typed over a masked event, with what came in the place of every value that is still masked. */
export function unmasked(typed: unknown, came: unknown): unknown {
  if (typed === maskedValue) return came;
  if (!isRecord(typed)) return typed;
  const before = isRecord(came) ? came : {};
  return Object.fromEntries(
    Object.entries(typed).map(([name, one]) => [
      name,
      unmasked(one, Object.hasOwn(before, name) ? before[name] : undefined),
    ]),
  );
}
