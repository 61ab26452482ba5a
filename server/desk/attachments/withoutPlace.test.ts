import fc from 'fast-check';
import { expect, test } from 'vitest';
import { withoutPlace } from './withoutPlace.ts';

const segment = (marker: number, body: Buffer): Buffer => {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
};
/** Exif with an orientation and a place, in either order of bytes. */
const exif = (orientation: number, little: boolean): Buffer => {
  const tiff = Buffer.alloc(38);
  tiff.write(little ? 'II' : 'MM', 0, 'latin1');
  const two = (value: number, at: number) =>
    little ? tiff.writeUInt16LE(value, at) : tiff.writeUInt16BE(value, at);
  const four = (value: number, at: number) =>
    little ? tiff.writeUInt32LE(value, at) : tiff.writeUInt32BE(value, at);
  two(42, 2);
  four(8, 4);
  two(2, 8);
  two(0x0112, 10);
  two(3, 12);
  four(1, 14);
  two(orientation, 18);
  two(0x8825, 22);
  return Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff, Buffer.from('GPS 29.56N')]);
};
const start = Buffer.from([0xff, 0xd8]);
const jfif = segment(0xe0, Buffer.from('JFIF\0'));
const scan = Buffer.from([0xff, 0xda, 0, 2, 1, 2, 3, 0xff, 0xe1, 0xff, 0xd9]);

test.each([true, false])(
  'a photograph loses its place and keeps its orientation (little endian: %s)',
  (little) => {
    const cleaned = withoutPlace(Buffer.concat([start, jfif, segment(0xe1, exif(6, little)), scan]));
    expect(cleaned.includes('GPS')).toBe(false);
    expect(cleaned.subarray(-scan.length)).toEqual(scan);
    expect(cleaned.includes(jfif)).toBe(true);
    // cleaned again it is the same: the orientation was found where it was put
    expect(withoutPlace(cleaned)).toEqual(cleaned);
    expect(cleaned.length).toBe(start.length + jfif.length + scan.length + 36);
  },
);

test('an upright photograph keeps no Exif at all', () => {
  const cleaned = withoutPlace(Buffer.concat([start, segment(0xe1, exif(1, false)), jfif, scan]));
  expect(cleaned).toEqual(Buffer.concat([start, jfif, scan]));
});

test('what is no JPEG, or a broken one, stays as it is', () => {
  for (const file of [Buffer.from('%PDF-1.7'), Buffer.from([0xff, 0xd8, 0xff, 0xe1, 0xff, 0xff, 1])])
    expect(withoutPlace(file)).toEqual(file);
});

test('no bytes make it fail', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (rest) => {
      const exifOf = Buffer.concat([Buffer.from('Exif\0\0MM\0*', 'latin1'), Buffer.from(rest)]);
      withoutPlace(Buffer.concat([start, segment(0xe1, exifOf), scan]));
      withoutPlace(Buffer.concat([start, Buffer.from(rest)]));
    }),
  );
});
