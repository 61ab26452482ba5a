import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CsvRecords, type CsvRecord } from './csvRecords.ts';

function parse(text: string, pieces: number[] = [], delimiter = ','): CsvRecord[] {
  const reader = new CsvRecords(delimiter);
  const cuts = [...pieces.map((cut) => cut % (text.length + 1)), text.length].sort((a, b) => a - b);
  let from = 0;
  const records = cuts.flatMap((cut) => {
    const piece = text.slice(from, cut);
    from = cut;
    return [...reader.push(piece)];
  });
  return [...records, ...reader.end()];
}

const fields = (records: CsvRecord[]) =>
  records.map((record) => ('fields' in record ? record.fields : record.fault));

describe('CsvRecords', () => {
  it('reads quotes, doubled quotes, line breaks within quotes, and every line end', () => {
    expect(parse('a,"b ""c"", d",\r\n"x\ny",,z\re,f,""\n')).toEqual([
      { line: 1, fields: ['a', 'b "c", d', ''] },
      { line: 2, fields: ['x\ny', '', 'z'] },
      { line: 4, fields: ['e', 'f', ''] },
    ]);
  });

  it('skips blank lines and needs no line end at the end', () => {
    expect(parse('a,b\n\n\r\nc,')).toEqual([
      { line: 1, fields: ['a', 'b'] },
      { line: 4, fields: ['c', ''] },
    ]);
  });

  it('loses one line, not the rest, to a quote that is never closed', () => {
    const never = parse('a,b\n1,"2\n3,4\n5,6\n');
    expect(never[1]).toMatchObject({ line: 2, fault: 'column 2: a quote is opened and never closed' });
    expect(fields(never).slice(2)).toEqual([
      ['3', '4'],
      ['5', '6'],
    ]);
    expect(fields(parse('1,"2\n3,"4"\n5,6'))).toEqual([
      'column 2: a quote is not closed, or stands inside the text without being doubled',
      ['3', '4'],
      ['5', '6'],
    ]);
  });

  it('drops a line with a huge field in constant memory and goes on', () => {
    const reader = new CsvRecords(',');
    const records = Array.from({ length: 400 }, () => [...reader.push('x'.repeat(100_000))]).flat();
    expect(records).toEqual([{ line: 1, fault: 'column 1: the field is longer than 64 KB' }]);
    expect([...reader.push('x,y\n1,2\n')]).toEqual([{ line: 2, fields: ['1', '2'] }]);
  });

  it('reads the same wherever the text is cut', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', '"', ',', '\n', '\r', '""', ',"', '",', '\r\n'),
      maxLength: 40,
    });
    fc.assert(
      fc.property(text, fc.array(fc.nat(200), { maxLength: 6 }), (given, cuts) => {
        expect(parse(given, cuts)).toEqual(parse(given));
      }),
      { numRuns: 2000 },
    );
  });

  it('gives back whatever was properly written', () => {
    const table = fc.array(fc.array(fc.string({ maxLength: 12 }), { minLength: 2, maxLength: 4 }), {
      maxLength: 6,
    });
    fc.assert(
      fc.property(table, fc.array(fc.nat(300), { maxLength: 5 }), (rows, cuts) => {
        const text = rows
          .map((row) => row.map((field) => `"${field.replaceAll('"', '""')}"`).join(';'))
          .join('\n');
        expect(fields(parse(text, cuts, ';'))).toEqual(rows);
      }),
    );
  });
});
