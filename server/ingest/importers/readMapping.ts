import { readFile } from 'node:fs/promises';
import { mappingSchema, type Mapping } from '#contract/mappingSchema';
import { Problem } from '#contract/problem';
import { timezone } from '../../domain/calendar/timezone.ts';
import { timeFormat } from './timeFormat.ts';

/** Reads and checks a mapping file. @throws Problem naming the field, what is wrong with it and what it may be. */
export async function readMapping(file: string): Promise<Mapping> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new Problem('not_found', `The mapping ${file} cannot be read: ${reason(cause)}.`, { cause });
  });
  let document: unknown;
  try {
    document = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    throw new Problem('unreadable', `The mapping ${file} is not JSON: ${reason(cause)}.`, { cause });
  }
  return checkMapping(document, file);
}

/** @throws Problem as readMapping; `where` names the document in its sentence. */
export function checkMapping(document: unknown, where: string): Mapping {
  const checked = mappingSchema.safeParse(document);
  if (!checked.success) {
    const faults = checked.error.issues.map((issue) => `${pathText(issue.path)}: ${issue.message}`);
    const more = faults.length > 3 ? ` (and ${faults.length - 3} more)` : '';
    throw new Problem(
      'invalid',
      `The mapping ${where} cannot be used. ${faults.slice(0, 3).join('; ')}${more}.`,
      {
        path: pathText(checked.error.issues[0]?.path ?? []),
      },
    );
  }
  checkTimes(checked.data, [], where);
  return checked.data;
}

/** Time zones and time formats, wherever they stand: a mapping that cannot work says so before a row is read. */
function checkTimes(node: unknown, path: PropertyKey[], where: string): void {
  if (node === null || typeof node !== 'object') return;
  for (const [key, value] of Object.entries(node)) {
    const here = [...path, key];
    if (key === 'catalogue' || key === 'const') continue;
    const formats: unknown[] = key === 'timeFormat' ? [value].flat() : [];
    try {
      if (key === 'timezone' && typeof value === 'string') timezone(value);
      for (const format of formats) timeFormat(String(format));
    } catch (cause) {
      const told =
        cause instanceof Problem
          ? cause.message
          : `${String(value)} is no IANA time zone such as Asia/Shanghai.`;
      throw new Problem('invalid', `The mapping ${where} cannot be used. ${pathText(here)}: ${told}`, {
        path: pathText(here),
        cause,
      });
    }
    checkTimes(value, here, where);
  }
}

function pathText(path: readonly PropertyKey[]): string {
  return (
    path
      .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
      .join('')
      .replace(/^\./, '') || 'the document'
  );
}

function reason(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
