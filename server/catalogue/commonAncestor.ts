/** The lowest place that all of the codes are or lie below; null where there is none. */
export function commonAncestor(
  codes: readonly string[],
  parentOf: (code: string) => string | null | undefined,
): string | null {
  const [line, ...others] = codes.map((code) => lineOf(code, parentOf));
  return line?.find((place) => others.every((other) => other.includes(place))) ?? null;
}

/** The code and all above it. */
function lineOf(code: string, parentOf: (code: string) => string | null | undefined): string[] {
  const line: string[] = [];
  let place: string | null | undefined = code;
  while (place != null && !line.includes(place)) {
    line.push(place);
    place = parentOf(place);
  }
  return line;
}
