/**
 * A file is imported by `of` threads. Each reads all of it and takes the cases that fall to it, by a hash of their
 * number: reading is cheap beside what follows, and nothing of a case is ever in two hands.
 */
export interface Share {
  part: number;
  of: number;
}

export const allCases: Share = { part: 0, of: 1 };

/** What names no case falls to the first part. */
export function fallsTo({ part, of }: Share, caseNumber: string | undefined): boolean {
  return of === 1 || (caseNumber === undefined ? 0 : hashOf(caseNumber) % of) === part;
}

/** FNV-1a: neighbouring numbers fall apart. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash ^ (hash >>> 15)) >>> 0;
}
