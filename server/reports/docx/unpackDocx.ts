import { inflateRawSync } from 'node:zlib';
import { Problem } from '#contract/problem';

const mostBytes = 20 * 1024 * 1024;
const mostParts = 2_000;
const longestComment = 65_535;
const directoryMark = 0x02014b50;
const stored = 0;
const deflated = 8;
/** How Word keeps a document with a password, and versions before 2007 kept any. */
const compoundFile = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);

/**
 * The parts of a Word document by their names, unpacked up to 20 MB.
 * @throws Problem for what is no document, has a password, macros, or is larger
 */
export function unpackDocx(file: Buffer): Map<string, Buffer> {
  if (file.subarray(0, 8).equals(compoundFile))
    throw refused(
      'The template has a password or is an old .doc; open it in Word, take the password away and save it as .docx.',
    );
  const parts = new Map<string, Buffer>();
  let left = mostBytes;
  for (const entry of directoryOf(file)) {
    if (entry.name.endsWith('/')) continue;
    const content = contentOf(file, entry, left);
    left -= content.length;
    parts.set(entry.name, content);
  }
  if (!parts.has('[Content_Types].xml') || !parts.has('word/document.xml')) throw noDocument();
  refuseActive(parts);
  return parts;
}

interface Entry {
  name: string;
  method: number;
  encrypted: boolean;
  packed: number;
  at: number;
}

function directoryOf(file: Buffer): Entry[] {
  const end = file.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'));
  if (end < 0 || end + 22 > file.length || end < file.length - 22 - longestComment) throw noDocument();
  const count = file.readUInt16LE(end + 10);
  if (count > mostParts) throw tooLarge();
  const entries: Entry[] = [];
  let at = file.readUInt32LE(end + 16);
  for (let nth = 0; nth < count; nth += 1) {
    if (at + 46 > end || file.readUInt32LE(at) !== directoryMark) throw noDocument();
    const length = file.readUInt16LE(at + 28);
    entries.push({
      name: file.toString('utf8', at + 46, at + 46 + length),
      encrypted: (file.readUInt16LE(at + 8) & 1) === 1,
      method: file.readUInt16LE(at + 10),
      packed: file.readUInt32LE(at + 20),
      at: file.readUInt32LE(at + 42),
    });
    at += 46 + length + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
  }
  return entries;
}

/** Sizes that a directory tells are not believed: what unpacks to more than is left is refused while it unpacks. */
function contentOf(file: Buffer, { method, encrypted, packed, at }: Entry, left: number): Buffer {
  if (encrypted) throw refused('The template has a password; save it without one.');
  if (at + 30 > file.length || (method !== stored && method !== deflated)) throw noDocument();
  const from = at + 30 + file.readUInt16LE(at + 26) + file.readUInt16LE(at + 28);
  const bytes = file.subarray(from, from + packed);
  if (bytes.length !== packed) throw noDocument();
  if (method === stored) {
    if (bytes.length > left) throw tooLarge();
    return bytes;
  }
  try {
    return inflateRawSync(bytes, { maxOutputLength: Math.max(1, left) });
  } catch (cause) {
    const isLarge = cause instanceof RangeError;
    throw isLarge ? tooLarge() : noDocument();
  }
}

/** A template is text and looks: nothing in it may run, or be fetched from elsewhere when the report is opened. */
function refuseActive(parts: ReadonlyMap<string, Buffer>): void {
  for (const [name, content] of parts) {
    if (/vbaProject|vbaData|activeX|embeddings\/.*\.bin$/i.test(name))
      throw refused(
        `The template holds macros or embedded programs (${name}); save it as .docx without them.`,
      );
    if (!/\.(xml|rels)$/i.test(name)) continue;
    const text = content.toString('utf8');
    if (text.includes('<!DOCTYPE'))
      throw refused(`${name} of the template declares entities; save it in Word again.`);
    if (/macroEnabled/i.test(text) && name === '[Content_Types].xml')
      throw refused('The template is made for macros; save it as .docx.');
    for (const [link] of text.matchAll(/<Relationship [^>]*TargetMode="External"[^>]*>/g))
      if (!/\/hyperlink"/.test(link))
        throw refused(
          `${name} of the template fetches a part from elsewhere; embed the picture or the template it names.`,
        );
  }
}

const refused = (sentence: string): Problem => new Problem('invalid', sentence, { path: 'template' });
const noDocument = (): Problem =>
  new Problem(
    'unsupported_media_type',
    'The template is no Word document (.docx), or a damaged one; save it in Word again.',
    {
      path: 'template',
    },
  );
const tooLarge = (): Problem =>
  new Problem('too_large', 'The template unpacks to more than 20 MB; make its pictures smaller.', {
    path: 'template',
  });
