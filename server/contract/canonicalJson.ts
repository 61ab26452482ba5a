/** Deeper than any real event or report; a limit keeps a hostile one from exhausting the stack. */
const deepest = 32;

/** Whether members that are null are left out, as of events, where null and not given are the same. */
type Nulls = 'left_out' | 'kept';

/**
 * Canonical JSON (RFC 8785) of a parsed value, object members that are null left out at every level unless they are to be
 * kept. Undefined when the value is nested deeper than 32 levels.
 */
export function canonicalJson(value: unknown, nulls: Nulls = 'left_out'): string | undefined {
  try {
    return write(value, deepest, nulls);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** By UTF-16 code units; by hand, because most objects have a handful of members, often in order. */
function sorted(names: string[]): string[] {
  if (names.length > 12) return names.sort();
  for (let i = 1; i < names.length; i += 1) {
    const name = names[i] ?? '';
    let at = i;
    for (; at > 0 && (names[at - 1] ?? '') > name; at -= 1) names[at] = names[at - 1] ?? '';
    names[at] = name;
  }
  return names;
}

// eslint-disable-next-line no-control-regex
const plain = /^[^"\\\u0000-\u001f\ud800-\udfff]*$/;

const isRecord = (value: object): value is Record<string, unknown> => !Array.isArray(value);

function write(value: unknown, depth: number, nulls: Nulls): string {
  if (typeof value === 'string' && plain.test(value)) return `"${value}"`;
  // for strings and finite numbers ECMAScript's own form is the one that RFC 8785 asks for
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  if (depth === 0) throw new RangeError('nested too deeply');
  if (Array.isArray(value)) {
    let text = '[';
    for (let i = 0; i < value.length; i += 1)
      text += (i === 0 ? '' : ',') + write(value[i], depth - 1, nulls);
    return text + ']';
  }
  if (!isRecord(value)) return '{}';
  let text = '{';
  for (const name of sorted(Object.keys(value))) {
    const member = value[name];
    if (member === undefined || (member === null && nulls === 'left_out')) continue;
    text +=
      (text.length === 1 ? '' : ',') + write(name, depth, nulls) + ':' + write(member, depth - 1, nulls);
  }
  return text + '}';
}
