/**
 * One column of many rows as a single parameter, a line a row, read back with
 * `string_to_table($1, E'\n', E'\x01')`: neither side quotes, escapes or parses an array, which for wide rows is most
 * of what a statement costs. Values hold no line feeds and no control characters. A lone row of '' comes back as no
 * row, so columns that may hold '' are read with coalesce.
 */
export function textColumn<T>(
  rows: readonly T[],
  valueOf: (row: T) => string | number | boolean | null,
): string {
  return rows.map((row) => valueOf(row) ?? '\u0001').join('\n');
}

/** A column of numbers (epoch ms for instants) as the text of an array: `unnest($1::bigint[])`. */
export function numberColumn<T>(rows: readonly T[], valueOf: (row: T) => number | null): string {
  return `{${rows.map((row) => valueOf(row) ?? 'null').join(',')}}`;
}

/** As numberColumn: `unnest($1::boolean[])`. */
export function flagColumn<T>(rows: readonly T[], valueOf: (row: T) => boolean): string {
  return numberColumn(rows, (row) => (valueOf(row) ? 1 : 0))
    .replaceAll('1', 't')
    .replaceAll('0', 'f');
}
