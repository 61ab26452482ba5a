const startOfScan = 0xda;
/** APP1 holds Exif and XMP, APP13 Photoshop's captions. */
const telling = new Set([0xe1, 0xed]);

/**
 * A photograph without where, when and with what it was taken: the segments that say so are left out, but for the
 * orientation, without which it would lie on its side. Bytes that are no JPEG's stay as they are.
 */
export function withoutPlace(file: Buffer): Buffer {
  if (file.length < 4 || file.readUInt16BE(0) !== 0xffd8) return file;
  const kept: Buffer[] = [file.subarray(0, 2)];
  let orientation = 1;
  let at = 2;
  while (at + 4 <= file.length && file[at] === 0xff && file[at + 1] !== startOfScan) {
    const marker = file[at + 1] ?? 0;
    const end = at + 2 + file.readUInt16BE(at + 2);
    if (end > file.length) return file;
    const segment = file.subarray(at, end);
    if (!telling.has(marker)) kept.push(segment);
    else orientation = orientationOf(segment) ?? orientation;
    at = end;
  }
  if (orientation !== 1) kept.splice(1, 0, orientationSegment(orientation));
  return Buffer.concat([...kept, file.subarray(at)]);
}

/** Of an APP1 segment with Exif: tag 0x0112 of the first directory. */
function orientationOf(segment: Buffer): number | undefined {
  if (segment.toString('latin1', 4, 10) !== 'Exif\0\0' || segment.length < 24) return undefined;
  const tiff = segment.subarray(10);
  const little = tiff.toString('latin1', 0, 2) === 'II';
  const two = (at: number): number => (little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const four = (at: number): number => (little ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at));
  const directory = four(4);
  if (directory + 2 > tiff.length) return undefined;
  for (let nth = 0; nth < two(directory); nth += 1) {
    const entry = directory + 2 + nth * 12;
    if (entry + 12 > tiff.length) return undefined;
    if (two(entry) === 0x0112) {
      const value = two(entry + 8);
      return value >= 1 && value <= 8 ? value : undefined;
    }
  }
  return undefined;
}

/** Exif that says nothing else. */
function orientationSegment(orientation: number): Buffer {
  const tiff = Buffer.alloc(26);
  tiff.write('MM\0*', 0, 'latin1');
  tiff.writeUInt32BE(8, 4);
  tiff.writeUInt16BE(1, 8);
  tiff.writeUInt16BE(0x0112, 10);
  tiff.writeUInt16BE(3, 12);
  tiff.writeUInt32BE(1, 14);
  tiff.writeUInt16BE(orientation, 18);
  const head = Buffer.from([0xff, 0xe1, 0, 2 + 6 + tiff.length]);
  return Buffer.concat([head, Buffer.from('Exif\0\0', 'latin1'), tiff]);
}
