import type { z } from 'zod';

/** Something wrong in a document: where ("items[12].statutoryLimit.unit"), and what. */
export interface DocumentFault {
  path: string;
  message: string;
}

export function faultsOf(error: z.ZodError): DocumentFault[] {
  return error.issues.map((issue) => ({ path: pathText(issue.path), message: issue.message }));
}

export function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    return text === '' ? String(part) : `${text}.${String(part)}`;
  }, '');
}
