export interface SqlStatement {
  /** The line of its first word, counted from 1. */
  line: number;
  /** From its first word to its last, without the semicolon. */
  text: string;
}

/** What a semicolon does not end: comments, texts, names in quotes, bodies between dollar signs. */
const whole = /--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'|"(?:[^"]|"")*"|\$(\w*)\$[\s\S]*?\$\1\$/y;
const comment = /^(?:--|\/\*)/;

/** The statements of a migration, so that a fault is told with the statement it lies in. */
export function sqlStatements(sql: string): SqlStatement[] {
  const statements: SqlStatement[] = [];
  let start = -1;
  let end = 0;
  let at = 0;
  const finish = (): void => {
    if (start >= 0)
      statements.push({ line: sql.slice(0, start).split('\n').length, text: sql.slice(start, end) });
    start = -1;
  };
  const take = (from: number, to: number): void => {
    if (start < 0) start = from;
    end = to;
  };
  while (at < sql.length) {
    whole.lastIndex = at;
    const [found] = whole.exec(sql) ?? [];
    const next = at + (found?.length ?? 1);
    if (found !== undefined) {
      if (!comment.test(found)) take(at, next);
    } else if (sql[at] === ';') finish();
    else if (/\S/.test(sql[at] ?? '')) take(at, next);
    at = next;
  }
  finish();
  return statements;
}
