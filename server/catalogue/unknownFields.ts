import { pathText, type DocumentFault } from './documentFault.ts';

/** Fields of the input that the parsed document does not have: a slip like "promissedLimit" would else go unseen. */
export function unknownFields(given: unknown, parsed: unknown, path: PropertyKey[] = []): DocumentFault[] {
  if (Array.isArray(given) && Array.isArray(parsed)) {
    const rows: unknown[] = parsed;
    return given.flatMap((value, at) => unknownFields(value, rows[at], [...path, at]));
  }
  if (!isRecord(given) || !isRecord(parsed)) return [];
  return Object.entries(given).flatMap(([field, value]) => {
    const at = [...path, field];
    if (Object.hasOwn(parsed, field)) return unknownFields(value, parsed[field], at);
    const message = 'a field that the catalogue does not have; it was left out';
    return [{ path: pathText(at), message, code: 'unknown_field', values: { name: field } }];
  });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
