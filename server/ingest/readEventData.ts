import type { CaseEventData, CaseEventType } from '#contract/caseEvent';
import type { SourceSettings } from '#contract/source';
import { fieldReaders, fieldsOfType, mayCarry, sealedTexts, type Field } from './eventFields.ts';
import { instant, isRecord, line, Refused, shown, text } from './fieldReaders.ts';

/** `data` of an event, taken apart: what the law folds, and what is kept sealed. */
export interface ReadData {
  data: CaseEventData;
  personal: Record<string, string> | undefined;
}

const freeText = text(10_000);
/** Longer values are no codes. */
const longestCode = 100;
const personField = line(200);
const personFields = ['kind', 'name', 'idNumber', 'phone', 'idType'];

/** Reads `data` by its type's fields; null is the same as absent, fields of no meaning here are not kept. */
export function readEventData(
  type: CaseEventType,
  given: Record<string, unknown>,
  settings: SourceSettings,
  zone: string,
  path = 'data',
): ReadData | Refused {
  const data: CaseEventData = {};
  const personal: Record<string, string> = {};
  for (const name of Object.keys(given)) {
    const value = given[name];
    if (value === null) continue;
    const refused = mayCarry(type, name)
      ? readField(data, name, translated(value, name, path, settings), path, zone)
      : readPersonal(personal, type, name, value, path, zone);
    if (refused) return refused;
  }
  for (const name of fieldsOfType[type].must) {
    if (data[name] === undefined && path === 'data')
      return new Refused(
        'missing_field',
        `${path}.${name}`,
        `${path}.${name} is missing; ${type} carries it.`,
      );
  }
  const stored = type === 'case.amended' ? readCorrection(data, personal, given, settings, zone) : data;
  if (stored instanceof Refused) return stored;
  for (const _ in personal) return { data: stored, personal };
  return { data: stored, personal: undefined };
}

/** The source's own code for a value, in ours; a value that its table does not list is never guessed. */
function translated(value: unknown, name: string, path: string, settings: SourceSettings): unknown {
  if (!Object.hasOwn(settings.values, name)) return value;
  const table = settings.values[name];
  const key = typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
  if (table && key !== undefined && Object.hasOwn(table, key)) return table[key];
  return new Refused(
    'unknown_value',
    `${path}.${name}`,
    `${path}.${name} is ${shown(value)}, which the source's table of values does not list; add it to the source's mapping.`,
    key === undefined || key.length > longestCode ? undefined : `value:${name}:${key}`,
  );
}

function readField<F extends Field>(
  into: { [N in F]?: CaseEventData[N] },
  name: F,
  value: unknown,
  path: string,
  zone: string,
): Refused | undefined {
  if (value instanceof Refused) return value;
  const read = fieldReaders[name](value, `${path}.${name}`, zone);
  if (read instanceof Refused) return read;
  into[name] = read;
  return undefined;
}

function readPersonal(
  personal: Record<string, string>,
  type: CaseEventType,
  name: string,
  value: unknown,
  path: string,
  zone: string,
): Refused | undefined {
  if (name === 'applicant') return readApplicant(personal, value, `${path}.applicant`, zone);
  const sealed =
    sealedTexts[type]?.includes(name) === true || (type === 'case.amended' && isSealedSomewhere(name));
  if (!sealed) return undefined;
  const read = freeText(value, `${path}.${name}`, zone);
  if (read instanceof Refused) return read;
  if (read !== '') personal[name] = read;
  return undefined;
}

const isSealedSomewhere = (name: string): boolean =>
  Object.values(sealedTexts).some((names) => names.includes(name));

function readApplicant(
  personal: Record<string, string>,
  value: unknown,
  path: string,
  zone: string,
): Refused | undefined {
  if (!isRecord(value))
    return new Refused('invalid_value', path, `${path} is ${shown(value)}; an object is expected.`);
  for (const name of personFields) {
    const given = value[name];
    if (given == null || given === '') continue;
    const read = personField(given, `${path}.${name}`, zone);
    // an identity number must not stand in an answer or a log
    if (read instanceof Refused)
      return new Refused(
        'invalid_value',
        `${path}.${name}`,
        `${path}.${name} is not a line of at most 200 characters.`,
      );
    personal[`applicant.${name}`] = read;
  }
  return undefined;
}

/** `case.amended` carries the corrected data beside `eventId`, or inside `data`, and the corrected `time`. */
function readCorrection(
  { eventId, ...beside }: CaseEventData,
  personal: Record<string, string>,
  given: Record<string, unknown>,
  settings: SourceSettings,
  zone: string,
): CaseEventData | Refused {
  const correction: CaseEventData = { eventId, data: beside };
  const nested = given['data'];
  if (nested != null) {
    if (!isRecord(nested))
      return new Refused(
        'invalid_value',
        'data.data',
        `data.data is ${shown(nested)}; an object is expected.`,
      );
    const { data: _, eventId: __, time: ___, ...rest } = nested;
    const read = readEventData('case.amended', rest, settings, zone, 'data.data');
    if (read instanceof Refused) return read;
    correction.data = { ...beside, ...read.data.data };
    Object.assign(personal, read.personal);
  }
  if (given['time'] != null) {
    const time = instant(given['time'], 'data.time', zone);
    if (time instanceof Refused) return time;
    correction.time = time;
  }
  return correction;
}
