import type { Request } from 'express';
import type { z } from 'zod';
import { Problem } from '#contract/problem';
import { unstorable } from './unstorable.ts';

/** What was sent, typed; or where the first fault lies, as a dotted path, and a sentence. */
export type Reading<Value> = { ok: true; value: Value } | { ok: false; path: string; detail: string };

/** The query string, typed. @throws Problem `invalid` naming the parameter, the value and what was expected */
export function readQuery<Schema extends z.ZodType>(req: Request, schema: Schema): z.infer<Schema> {
  // of a list in a parameter the parameter is named: its reader sees no places in it
  return orThrow(readValue(schema, req.query, 'The parameter', 1));
}

/** A query string that is kept rather than asked, typed. @throws as `readQuery` */
export function readParameters<Schema extends z.ZodType>(given: object, schema: Schema): z.infer<Schema> {
  return orThrow(readValue(schema, given, 'The parameter'));
}

/** The JSON body, typed. @throws Problem `invalid` naming the field, `unsupported_media_type` without JSON */
export function readBody<Schema extends z.ZodType>(req: Request, schema: Schema): z.infer<Schema> {
  const body: unknown = req.body;
  if (body === undefined) throw notJson();
  return orThrow(readValue(schema, body, 'The field'));
}

/** @param noun what a fault is said of: "The field"; @param depth how much of its path is named */
export function readValue<Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
  noun: string,
  depth = Infinity,
): Reading<z.infer<Schema>> {
  const fault = unstorable(input);
  if (fault) return at(fault.path, (where) => `${noun} "${where}" ${fault.why}.`);
  const parsed = schema.safeParse(input);
  if (parsed.success) return { ok: true, value: parsed.data };
  const [issue] = parsed.error.issues;
  const path = issue?.path.map(String).slice(0, depth) ?? [];
  if (issue?.code === 'unrecognized_keys')
    return at(
      [...path, issue.keys[0] ?? ''],
      (where) => `${noun} "${where}" is not known here; leave it out or mend its spelling.`,
    );
  return at(path, (where) => `${noun} "${where}" is not valid: ${issue?.message ?? 'unreadable'}.`);
}

export const notJson = (): Problem =>
  new Problem(
    'unsupported_media_type',
    'A JSON body is expected; send it with Content-Type: application/json.',
    { path: 'Content-Type' },
  );

function at(path: readonly string[], sentence: (where: string) => string): Reading<never> {
  const where = path.join('.') || 'body';
  return { ok: false, path: where, detail: sentence(where) };
}

function orThrow<Value>(reading: Reading<Value>): Value {
  if (reading.ok) return reading.value;
  throw new Problem('invalid', reading.detail, { path: reading.path });
}
