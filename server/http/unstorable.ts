const deepest = 32;

/**
 * The first thing in what was sent that no column can hold: U+0000 or half a surrogate pair in a text or a key; or
 * nesting that nothing here has a use for, and that would exhaust a stack.
 */
export function unstorable(
  value: unknown,
  path: readonly string[] = [],
): { path: readonly string[]; why: string } | undefined {
  if (typeof value === 'string')
    return holdable(value) ? undefined : { path, why: 'holds U+0000 or half a character; leave it out' };
  if (typeof value !== 'object' || value === null) return undefined;
  if (path.length === deepest) return { path: path.slice(0, 1), why: `nests deeper than ${deepest} levels` };
  for (const [key, inner] of Object.entries(value)) {
    if (!holdable(key)) return { path, why: 'has a name with U+0000 or half a character; leave it out' };
    const found = unstorable(inner, [...path, key]);
    if (found) return found;
  }
  return undefined;
}

const holdable = (text: string): boolean => !text.includes('\0') && !/\p{Cs}/u.test(text);
