const endMark = 0x06054b50;
const entryMark = 0x02014b50;
const longestComment = 65_535;
const mostEntries = 5_000;

/** The names in a zip's central directory, nothing unpacked; empty when the bytes are no whole zip. */
export function entryNames(file: Buffer): string[] {
  const end = endOfDirectory(file);
  if (end === undefined) return [];
  const names: string[] = [];
  let at = file.readUInt32LE(end + 16);
  while (names.length < mostEntries && at + 46 <= end && file.readUInt32LE(at) === entryMark) {
    const length = file.readUInt16LE(at + 28);
    names.push(file.toString('utf8', at + 46, at + 46 + length));
    at += 46 + length + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
  }
  return names;
}

function endOfDirectory(file: Buffer): number | undefined {
  const first = Math.max(0, file.length - 22 - longestComment);
  for (let at = file.length - 22; at >= first; at -= 1) if (file.readUInt32LE(at) === endMark) return at;
  return undefined;
}
