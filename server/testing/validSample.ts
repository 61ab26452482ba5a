import { z } from 'zod';

type Shape = Record<string, unknown> & {
  type?: unknown;
  properties?: Record<string, Shape>;
  items?: Shape;
  anyOf?: Shape[];
  oneOf?: Shape[];
};

/** Something for every pattern that bodies have. */
const patterned = ['a', '08:00', '2026', 'order', 'example.org', 'https://example.org/hook', 'a'.repeat(64)];
const formatted: Record<string, string> = {
  date: '2026-12-01',
  'date-time': '2026-11-20T08:00:00Z',
  email: 'wang@example.org',
  uri: 'https://example.org/hook',
};

/** The JSON Schema of what a route takes, as OpenAPI has it. */
export const shapeOf = (schema: z.ZodType): Shape =>
  z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Shape;

/** The smallest thing of a shape: required fields alone, the first of each choice. */
export function validSample(shape: Shape): unknown {
  if ('const' in shape) return shape['const'];
  if (Array.isArray(shape['enum'])) return shape['enum'][0];
  const [choice] = shape.oneOf ?? shape.anyOf ?? [];
  if (choice) return validSample(choice);
  switch (shape.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(shape.properties ?? {})
          .filter(([name]) => Array.isArray(shape['required']) && shape['required'].includes(name))
          .map(([name, property]) => [name, validSample(property)]),
      );
    case 'array':
      return Array.from({ length: Number(shape['minItems'] ?? 0) }, () => validSample(shape.items ?? {}));
    case 'string':
      return textOf(shape);
    case 'integer':
    case 'number':
      return Math.max(1, Number(shape['minimum'] ?? 1));
    case 'boolean':
      return false;
    default:
      return null;
  }
}

function textOf(shape: Shape): string {
  const format = formatted[String(shape['format'])];
  if (format !== undefined) return format;
  const least = 'x'.repeat(Math.max(4, Number(shape['minLength'] ?? 0)));
  if (typeof shape['pattern'] !== 'string') return least;
  const pattern = new RegExp(shape['pattern'], 'u');
  return [least, ...patterned].find((text) => pattern.test(text)) ?? least;
}
