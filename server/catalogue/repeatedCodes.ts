import type { DocumentFault } from './documentFault.ts';

/** One fault for each row whose code (or what `keyOf` gives) an earlier row has. */
export function repeatedCodes<T extends { code: string }>(
  kind: string,
  rows: readonly T[],
  keyOf: (row: T) => string = (row) => row.code,
): DocumentFault[] {
  const first = new Map<string, number>();
  return rows.flatMap((row, at) => {
    const key = keyOf(row);
    const before = first.get(key);
    if (before === undefined) {
      first.set(key, at);
      return [];
    }
    return [
      {
        path: `${kind}[${at}].code`,
        message: `${key} is given twice, first by ${kind}[${before}]; keep one`,
        code: 'repeated',
        values: { key },
      },
    ];
  });
}
