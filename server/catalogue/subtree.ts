// an import refuses cycles; this only keeps rows written past it from hanging a process
const deepest = 32;

/** Gives the test whether a code is one of `ancestors` or lies below one. */
export function isWithin(
  parentOf: (code: string) => string | null | undefined,
): (code: string, ancestors: readonly string[]) => boolean {
  return (code, ancestors) => {
    let at: string | null | undefined = code;
    for (let depth = 0; at != null && depth < deepest; depth += 1) {
      if (ancestors.includes(at)) return true;
      at = parentOf(at);
    }
    return false;
  };
}
