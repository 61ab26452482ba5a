/** A line of an event's JSON. */
interface Line {
  text: string;
  /** The fault is here. */
  marked: boolean;
}

/** An event as indented JSON, the lines of `path` marked; of a path that is not there the nearest above. */
export function markedLines(event: unknown, path: string | null): Line[] {
  const lines: Line[] = [];
  const wanted = path === null || path === '' ? null : nearest(event, path.split('.'));
  const put = (value: unknown, at: readonly string[], lead: string, marked: boolean, comma: string): void => {
    const indent = '  '.repeat(at.length);
    const here = marked || (wanted !== null && at.length > 0 && at.join('.') === wanted);
    if (typeof value !== 'object' || value === null || Object.keys(value).length === 0) {
      lines.push({ text: `${indent}${lead}${JSON.stringify(value)}${comma}`, marked: here });
      return;
    }
    const [begin, end] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
    lines.push({ text: `${indent}${lead}${begin}`, marked: here });
    const entries = Object.entries(value);
    for (const [i, [name, one]] of entries.entries())
      put(
        one,
        [...at, name],
        Array.isArray(value) ? '' : `${JSON.stringify(name)}: `,
        here,
        i < entries.length - 1 ? ',' : '',
      );
    lines.push({ text: `${indent}${end}${comma}`, marked: here });
  };
  put(event, [], '', false, '');
  return lines;
}

function nearest(event: unknown, path: readonly string[]): string | null {
  let node = event;
  const found: string[] = [];
  for (const name of path) {
    if (typeof node !== 'object' || node === null || !Object.hasOwn(node, name)) break;
    node = (node as Record<string, unknown>)[name];
    found.push(name);
  }
  return found.length === 0 ? null : found.join('.');
}
