import type { FaultCode } from '#contract/catalogueImportSchema';
import type { z } from 'zod';

/** Something wrong in a document: where ("items[12].statutoryLimit.unit"), and what. */
export interface DocumentFault {
  path: string;
  message: string;
  /** What screens say it as in the reader's language, with these values. */
  code?: FaultCode;
  values?: Record<string, string | number>;
}

export function faultsOf(error: z.ZodError): DocumentFault[] {
  return error.issues.map((issue) => ({
    path: pathText(issue.path),
    message: issue.message,
    ...saidAs(issue),
  }));
}

function saidAs(issue: z.core.$ZodIssue): Pick<DocumentFault, 'code' | 'values'> {
  switch (issue.code) {
    case 'invalid_type':
      return { code: issue.message.endsWith('received undefined') ? 'missing' : 'wrong_type' };
    case 'too_big':
      return issue.origin === 'string' || issue.origin === 'array'
        ? { code: 'too_long', values: { most: Number(issue.maximum) } }
        : { code: 'too_large', values: { most: Number(issue.maximum) } };
    case 'too_small':
      return issue.origin === 'string'
        ? { code: 'missing' }
        : { code: 'too_small', values: { least: Number(issue.minimum) } };
    case 'invalid_value':
      if ('input' in issue && issue.input === undefined) return { code: 'missing' };
      return { code: 'not_a_choice', values: { choices: issue.values.join(', ') } };
    case 'invalid_format':
      return { code: 'wrong_form' };
    case 'unrecognized_keys':
      return { code: 'unknown_field', values: { name: issue.keys.join(', ') } };
    default:
      return {};
  }
}

export function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    return text === '' ? String(part) : `${text}.${String(part)}`;
  }, '');
}
