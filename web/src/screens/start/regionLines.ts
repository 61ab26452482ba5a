/** What is wrong with a line, and which one, from 1. */
export interface LineFault {
  line: number;
  fault: 'form' | 'twice' | 'long';
}

interface TypedRegion {
  code: string;
  name: string;
  kind: 'city' | 'division';
  parent?: string;
}

const separators = /[\s,，、;；]+/;

/**
 * Regions as they are typed, a line each: code and name with a blank or comma between them. The first is the city,
 * below which the others lie. Empty lines do not count.
 */
export function readRegionLines(text: string): { regions: TypedRegion[]; faults: LineFault[] } {
  const regions: TypedRegion[] = [];
  const faults: LineFault[] = [];
  for (const [index, raw] of text.split('\n').entries()) {
    const typed = raw.trim();
    if (typed === '') continue;
    const at = typed.search(separators);
    const code = at < 0 ? '' : typed.slice(0, at);
    const name = at < 0 ? '' : typed.slice(at).replace(separators, '').trim();
    const fault = faultOf(code, name, regions);
    if (fault) faults.push({ line: index + 1, fault });
    const city = regions[0]?.code;
    regions.push(
      city === undefined ? { code, name, kind: 'city' } : { code, name, kind: 'division', parent: city },
    );
  }
  return { regions, faults };
}

function faultOf(code: string, name: string, before: readonly TypedRegion[]): LineFault['fault'] | undefined {
  if (code === '' || name === '') return 'form';
  if (code.length > 64 || name.length > 200) return 'long';
  return before.some((region) => region.code === code) ? 'twice' : undefined;
}
