import type { AttachmentType } from '#contract/deskSchema';
import { entryNames } from './entryNames.ts';

const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const zip = Buffer.from('PK\u0003\u0004', 'latin1');
const jpeg = Buffer.from([0xff, 0xd8, 0xff]);

/**
 * What the bytes are, whatever the name or the sender says; undefined: none of what is taken. A document with macros
 * is none. Text is UTF-8 without control characters; its two kinds are told apart by `ending`, bytes cannot tell.
 */
export function sniffType(file: Buffer, ending: string): AttachmentType | undefined {
  const begins = (mark: Buffer, at = 0): boolean => file.subarray(at, at + mark.length).equals(mark);
  if (begins(Buffer.from('%PDF-'))) return 'application/pdf';
  if (begins(png)) return 'image/png';
  if (begins(jpeg)) return 'image/jpeg';
  if (begins(Buffer.from('RIFF')) && begins(Buffer.from('WEBP'), 8)) return 'image/webp';
  if (begins(zip)) return officeType(file);
  if (!isText(file)) return undefined;
  return ending === 'csv' ? 'text/csv' : 'text/plain';
}

function officeType(file: Buffer): AttachmentType | undefined {
  const names = new Set(entryNames(file));
  if (!names.has('[Content_Types].xml')) return undefined;
  if ([...names].some((name) => /vbaProject|activeX|embeddings\/.*\.bin$/i.test(name))) return undefined;
  if (names.has('word/document.xml'))
    return 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
  if (names.has('xl/workbook.xml'))
    return 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  return undefined;
}

function isText(file: Buffer): boolean {
  if (file.length === 0) return false;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(file);
    // eslint-disable-next-line no-control-regex -- control characters are what is looked for
    return !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(text);
  } catch {
    return false;
  }
}
