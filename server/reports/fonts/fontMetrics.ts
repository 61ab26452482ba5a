import { Problem } from '#contract/problem';

/** What lines are measured with: taken from the font's own tables, in ems. */
export interface FontMetrics {
  has(codePoint: number): boolean;
  /** Advance of a character; of one that the font lacks, a whole em. */
  advance(codePoint: number): number;
  /** From the highest to the lowest point of a line. */
  height: number;
}

type Lookup = (codePoint: number) => number;

/** Ranges of characters with their glyphs (cmap format 12). */
function wideLookup(table: DataView): Lookup {
  const groups = table.getUint32(12);
  return (codePoint) => {
    let [low, high] = [0, groups - 1];
    while (low <= high) {
      const middle = (low + high) >> 1;
      const at = 16 + middle * 12;
      const first = table.getUint32(at);
      if (codePoint < first) high = middle - 1;
      else if (codePoint > table.getUint32(at + 4)) low = middle + 1;
      else return table.getUint32(at + 8) + codePoint - first;
    }
    return 0;
  };
}

/** The same for the first 65,536 characters only (cmap format 4). */
function narrowLookup(table: DataView): Lookup {
  const twice = table.getUint16(6);
  return (codePoint) => {
    for (let at = 14; at < 14 + twice; at += 2) {
      if (codePoint > table.getUint16(at)) continue;
      const start = table.getUint16(at + twice + 2);
      if (codePoint < start) return 0;
      const delta = table.getUint16(at + 2 * twice + 2);
      const offsetAt = at + 3 * twice + 2;
      const offset = table.getUint16(offsetAt);
      if (offset === 0) return (codePoint + delta) & 0xffff;
      const glyph = table.getUint16(offsetAt + offset + 2 * (codePoint - start));
      return glyph === 0 ? 0 : (glyph + delta) & 0xffff;
    }
    return 0;
  };
}

function lookupOf(cmap: DataView): Lookup | null {
  const encodings = Array.from({ length: cmap.getUint16(2) }, (_, index) =>
    cmap.getUint32(4 + index * 8 + 4),
  );
  const tables = encodings.map((offset) => new DataView(cmap.buffer, cmap.byteOffset + offset));
  const wide = tables.find((table) => table.getUint16(0) === 12);
  if (wide) return wideLookup(wide);
  const narrow = tables.find((table) => table.getUint16(0) === 4);
  return narrow ? narrowLookup(narrow) : null;
}

/** @throws Problem if it is not one TrueType or OpenType font (a collection, .ttc, is several) */
export function fontMetrics(file: Buffer, name: string): FontMetrics {
  const refuse = (why: string) =>
    new Problem('configuration', `Font ${name}: ${why}. Put a .ttf or .otf file there.`);
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const tables = new Map<string, DataView>();
  try {
    for (let at = 12, left = view.getUint16(4); left > 0; at += 16, left--) {
      const tag = file.toString('latin1', at, at + 4);
      tables.set(
        tag,
        new DataView(file.buffer, file.byteOffset + view.getUint32(at + 8), view.getUint32(at + 12)),
      );
    }
  } catch {
    throw refuse('it cannot be read as a font');
  }
  const [cmap, head, hhea, hmtx] = ['cmap', 'head', 'hhea', 'hmtx'].map((tag) => tables.get(tag));
  const glyphOf = cmap && lookupOf(cmap);
  if (!glyphOf || !head || !hhea || !hmtx) throw refuse('it lacks tables of characters or widths');
  const unitsPerEm = head.getUint16(18);
  const measured = hhea.getUint16(34);
  return {
    height: (hhea.getInt16(4) - hhea.getInt16(6)) / unitsPerEm,
    has: (codePoint) => glyphOf(codePoint) !== 0,
    advance(codePoint) {
      const glyph = glyphOf(codePoint);
      if (glyph === 0) return 1;
      return hmtx.getUint16(4 * Math.min(glyph, measured - 1)) / unitsPerEm;
    },
  };
}
