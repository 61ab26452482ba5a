import type { Request } from 'express';
import type { z } from 'zod';
import { Problem } from '#contract/problem';

/** The query string, typed. @throws Problem `invalid` naming the parameter, the value and what was expected */
export function readQuery<Schema extends z.ZodType>(req: Request, schema: Schema): z.infer<Schema> {
  return read(schema, req.query, 'The parameter');
}

/** A query string that is kept rather than asked, typed. @throws as `readQuery` */
export function readParameters<Schema extends z.ZodType>(given: object, schema: Schema): z.infer<Schema> {
  return read(schema, given, 'The parameter');
}

/** The JSON body, typed. @throws Problem `invalid` naming the field, `unsupported_media_type` without JSON */
export function readBody<Schema extends z.ZodType>(req: Request, schema: Schema): z.infer<Schema> {
  const body: unknown = req.body;
  if (body === undefined)
    throw new Problem(
      'unsupported_media_type',
      'A JSON body is expected; send it with Content-Type: application/json.',
    );
  return read(schema, body, 'The field');
}

function read<Schema extends z.ZodType>(schema: Schema, input: unknown, noun: string): z.infer<Schema> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  if (issue?.code === 'unrecognized_keys') {
    const name = issue.keys[0] ?? '';
    throw new Problem('invalid', `${noun} "${name}" is not known here; leave it out or mend its spelling.`, {
      path: name,
    });
  }
  const path = issue?.path.map(String) ?? [];
  const where = path[0] ?? 'body';
  throw new Problem('invalid', `${noun} "${where}" is not valid: ${issue?.message ?? 'unreadable'}.`, {
    path: path.join('.') || where,
  });
}
