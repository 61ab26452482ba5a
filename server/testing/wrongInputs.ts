import type { z } from 'zod';
import { shapeOf, validSample } from './validSample.ts';

/** Something sent in which one field is wrong. */
export interface WrongInput {
  input: unknown;
  /** As a dotted path. */
  field: string;
}

const strange = [null, true, -7, 1e300, '', '0000-00-00', 'null \0', [], ['no such thing'], { no: 1 }];
const strangeInside = [null, true, 'no such thing', 'half \ud800', {}];
const strangeTexts = ['', 'no such thing', '-7', '1e300', '0000-00-00', 'null \0', 'x'.repeat(3000)];

/**
 * A valid body spoilt in one field at a time, at every depth: of a wrong type, out of range, missing, unknown. What the
 * schema takes all the same is left out.
 */
export function wrongBodies(schema: z.ZodType, valid: unknown): WrongInput[] {
  return [...spoil(shapeOf(schema), valid, [])].filter(({ input }) => !isTaken(schema, input));
}

/** The same of a query string, where everything is text and a parameter may be repeated. */
export function wrongQueries(schema: z.ZodObject, valid: Record<string, unknown>): WrongInput[] {
  const spoilt = Object.keys(schema.shape).flatMap((field) => [
    ...[...strangeTexts, ['1', '2']].map((value) => ({ input: { ...valid, [field]: value }, field })),
    { input: without(valid, field), field },
  ]);
  const unknown = ['noSuchThing', 'limit[]', '__proto__'].map((field) => ({
    input: { ...valid, [field]: '1' },
    field,
  }));
  return [...spoilt, ...unknown].filter(({ input }) => !isTaken(schema, input));
}

// text that no column can hold is refused whatever the schema
const isTaken = (schema: z.ZodType, input: unknown): boolean =>
  schema.safeParse(input).success && !/\\u0000|\\ud800/.test(JSON.stringify(input));

function* spoil(shape: ReturnType<typeof shapeOf>, valid: unknown, path: string[]): Generator<WrongInput> {
  const tooLong = 'x'.repeat(Number(shape['maxLength'] ?? 899) + 1);
  if (path.length > 0)
    for (const input of [...(path.length > 1 ? strangeInside : strange), tooLong])
      yield { input, field: path.join('.') };
  const { properties, items } = shape;
  const choice = [...(shape.oneOf ?? []), ...(shape.anyOf ?? [])].find(({ type }) => type === 'object');
  if (choice) yield* spoil(choice, valid, path);
  if (Array.isArray(valid) && valid.length > 0 && items)
    for (const { input, field } of spoil(items, valid[0], [...path, '0']))
      yield { input: [input, ...valid.slice(1)], field };
  if (!properties || !isRecord(valid)) return;
  for (const name of ['noSuchThing', '__proto__'])
    yield { input: { ...valid, [name]: { role: 'admin' } }, field: [...path, name].join('.') };
  for (const [name, property] of Object.entries(properties)) {
    yield { input: without(valid, name), field: [...path, name].join('.') };
    for (const { input, field } of spoil(property, valid[name] ?? validSample(property), [...path, name]))
      yield { input: { ...valid, [name]: input }, field };
  }
}

const without = (valid: object, name: string): unknown =>
  Object.fromEntries(Object.entries(valid).filter(([other]) => other !== name));

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
