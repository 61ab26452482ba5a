const here = 'http://here.invalid';
const longest = 1000;

/**
 * Path, query and fragment on this server; '/' for everything that a browser could take for an address elsewhere. It
 * is read as browsers read it: they drop tabs, take \ for /, and `/.//evil.example` ends as `//evil.example`.
 */
export function ownPath(asked: string | undefined): string {
  if (asked === undefined || asked.length > longest || !asked.startsWith('/') || !URL.canParse(asked, here))
    return '/';
  const { origin, pathname, search, hash } = new URL(asked, here);
  return origin === here && !pathname.startsWith('//') ? pathname + search + hash : '/';
}
