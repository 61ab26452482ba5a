import { expect, test } from 'vitest';
import { Problem } from '#contract/problem';
import { wordParagraph, wordTemplate } from '../../testing/wordTemplate.ts';
import { zipOf } from '../../testing/zipOf.ts';
import { unpackDocx } from './unpackDocx.ts';

const plain = wordTemplate(wordParagraph('{{title}}'));
const refusal = (file: Buffer): { code: string; sentence: string } => {
  try {
    unpackDocx(file);
  } catch (error) {
    if (error instanceof Problem) return { code: error.code, sentence: error.message };
    throw error;
  }
  return { code: 'none', sentence: '' };
};

test('the parts of a document by their names', async () => {
  const parts = unpackDocx(await zipOf(plain));
  expect([...parts.keys()]).toEqual(Object.keys(plain));
  expect(parts.get('word/document.xml')?.toString()).toBe(plain['word/document.xml']);
});

test.each([
  ['nothing', Buffer.alloc(0)],
  ['text', Buffer.from('a report')],
  ['a zip cut off', Buffer.from('PK\u0003\u0004 and no more', 'latin1')],
  ['a directory that points beyond the file', Buffer.from(`PK\u0005\u0006${'\u0007'.repeat(18)}`, 'latin1')],
])('%s is no document', (_what, file) => {
  expect(refusal(file).code).toBe('unsupported_media_type');
});

test('a zip of something else is no document, nor is a damaged one', async () => {
  expect(refusal(await zipOf({ 'xl/workbook.xml': '<x/>', '[Content_Types].xml': '<x/>' })).code).toBe(
    'unsupported_media_type',
  );
  const damaged = await zipOf(plain);
  damaged.fill(0xff, 60, 90);
  expect(refusal(damaged).code).toBe('unsupported_media_type');
});

test('one with a password, or of before 2007, says what to do', () => {
  const locked = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(512)]);
  expect(refusal(locked)).toEqual({
    code: 'invalid',
    sentence:
      'The template has a password or is an old .doc; open it in Word, take the password away and save it as .docx.',
  });
});

test('what unpacks to more than 20 MB is refused, whatever its directory says', async () => {
  const bomb = await zipOf({ ...plain, 'word/media/large.bin': Buffer.alloc(21 * 1024 * 1024) });
  expect(bomb.length).toBeLessThan(200_000);
  // the size in the directory: nobody may believe it
  const name = bomb.lastIndexOf('word/media/large.bin');
  bomb.writeUInt32LE(10, name - 46 + 24);
  expect(refusal(bomb).code).toBe('too_large');
});

test.each([
  ['macros', { 'word/vbaProject.bin': 'x' }, 'vbaProject.bin'],
  ['embedded programs', { 'word/embeddings/oleObject1.bin': 'x' }, 'oleObject1.bin'],
  ['entities', { 'word/settings.xml': '<!DOCTYPE x [<!ENTITY a "b">]><x/>' }, 'word/settings.xml'],
  [
    'a template elsewhere',
    {
      'word/_rels/settings.xml.rels':
        '<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" Target="http://example.com/t.dotm" TargetMode="External"/></Relationships>',
    },
    'fetches a part from elsewhere',
  ],
])('one with %s is refused', async (_what, more, told) => {
  const { code, sentence } = refusal(await zipOf({ ...plain, ...more }));
  expect(code).toBe('invalid');
  expect(sentence).toContain(told);
});

test('links that a reader may follow are no harm', async () => {
  const link =
    '<Relationships><Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="https://example.com/" TargetMode="External"/></Relationships>';
  expect(refusal(await zipOf({ ...plain, 'word/_rels/document.xml.rels': link })).code).toBe('none');
});
