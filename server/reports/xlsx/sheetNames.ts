const longest = 31;

/**
 * Names that Excel takes: up to 31 characters, none of `: \ / ? * [ ]`, no apostrophe at an end, each once whatever its
 * case, not `History`, which Excel keeps for itself.
 */
export function sheetNames(wanted: readonly string[]): string[] {
  const taken = new Set(['history']);
  return wanted.map((name, index) => {
    const plain = name
      // eslint-disable-next-line no-control-regex -- control characters are what is left out
      .replace(/[:\\/?*[\]\u0000-\u001f ]+/g, ' ')
      .replace(/^[' ]+|[' ]+$/g, '');
    const first = cut(plain === '' ? String(index + 1) : plain, longest);
    let free = first;
    for (let nth = 2; taken.has(free.toLowerCase()); nth += 1)
      free = `${cut(first, longest - String(nth).length - 1)} ${nth}`;
    taken.add(free.toLowerCase());
    return free;
  });
}

/** Excel counts UTF-16; no character is torn. */
const cut = (text: string, most: number): string =>
  text
    .slice(0, most)
    .replace(/[\ud800-\udbff]$/, '')
    .trimEnd();
