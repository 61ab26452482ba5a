/** One record, or what is wrong with the line that begins it. */
export type CsvRecord = { line: number; fields: string[] } | { line: number; fault: string };

const longestField = 64 * 1024;
const longestRecord = 1024 * 1024;

/**
 * Splits text into records (RFC 4180; LF, CRLF or CR). A line that cannot be read costs that line alone: reading
 * goes on with the next physical line, so a quote that is never closed does not swallow the rest of the file.
 * That, and the line's number, is why this is not done by a package. Blank lines are skipped.
 */
export class CsvRecords {
  private readonly delimiter: string;
  private readonly delimiterCode: number;
  private text = '';
  private line = 1;
  /** Inside a faulty line whose end has not come yet: its text is dropped, so that memory stays constant. */
  private skipping = false;

  constructor(delimiter: string) {
    this.delimiter = delimiter;
    this.delimiterCode = delimiter.charCodeAt(0);
  }

  /** The records that are complete with this piece of text. */
  *push(chunk: string): Generator<CsvRecord> {
    this.text += chunk;
    yield* this.take(false);
  }

  /** The records that only the end of the file completes. */
  *end(): Generator<CsvRecord> {
    yield* this.take(true);
  }

  private *take(ended: boolean): Generator<CsvRecord> {
    let at = this.skipping ? this.skipLine(0, ended) : 0;
    while (at < this.text.length) {
      const parsed = this.parse(at, ended);
      if (parsed === 'more') break;
      const { fields, next, fault } = parsed;
      const line = this.line;
      if (fault !== undefined) {
        at = this.skipLine(at, ended);
        yield { line, fault };
        continue;
      }
      this.line += linesIn(this.text, at, next);
      at = next;
      if (fields.length > 1 || fields[0] !== '') yield { line, fields };
    }
    this.text = this.text.slice(at);
  }

  private parse(from: number, ended: boolean): { fields: string[]; next: number; fault?: string } | 'more' {
    const { text, delimiter } = this;
    const fields: string[] = [];
    let at = from;
    for (;;) {
      const field =
        text.charAt(at) === '"' ? this.quotedField(at, from, ended) : this.plainField(at, from, ended);
      if (field === 'more') return 'more';
      if (field.fault !== undefined)
        return { fields, next: from, fault: `column ${fields.length + 1}: ${field.fault}` };
      fields.push(field.value);
      at = field.next;
      const closer = text.charAt(at);
      if (closer === delimiter) {
        at += 1;
        if (at === text.length && !ended) return 'more';
        continue;
      }
      if (closer === '') return ended ? { fields, next: at } : 'more';
      if (closer === '\r' && at + 1 === text.length && !ended) return 'more';
      return { fields, next: at + (text.startsWith('\r\n', at) ? 2 : 1) };
    }
  }

  private plainField(at: number, from: number, ended: boolean): Field | 'more' {
    const { text } = this;
    let next = at;
    while (!this.endsField(next)) next += 1;
    if (next - at > longestField) return { value: '', next, fault: tooLong };
    if (next === text.length && !ended)
      return text.length - from > longestRecord ? { value: '', next, fault: tooLong } : 'more';
    return { value: text.slice(at, next), next };
  }

  private quotedField(at: number, from: number, ended: boolean): Field | 'more' {
    const { text } = this;
    let search = at + 1;
    let doubled = false;
    for (;;) {
      const quote = text.indexOf('"', search);
      if (quote < 0) {
        if (ended || text.length - from > longestRecord)
          return { value: '', next: at, fault: 'a quote is opened and never closed' };
        return 'more';
      }
      if (quote - at > longestField)
        return { value: '', next: at, fault: `${tooLong}, or its quote is never closed` };
      if (quote + 1 === text.length && !ended) return 'more';
      if (text.charAt(quote + 1) === '"') {
        doubled = true;
        search = quote + 2;
        continue;
      }
      if (!this.endsField(quote + 1))
        return {
          value: '',
          next: at,
          fault: 'a quote is not closed, or stands inside the text without being doubled',
        };
      const value = text.slice(at + 1, quote);
      return { value: doubled ? value.replaceAll('""', '"') : value, next: quote + 1 };
    }
  }

  /** A delimiter, a line's end, or the end of the text. */
  private endsField(at: number): boolean {
    const code = this.text.charCodeAt(at);
    return code === this.delimiterCode || code === 10 || code === 13 || Number.isNaN(code);
  }

  private skipLine(from: number, ended: boolean): number {
    const next = lineEnd(this.text, from, ended);
    this.skipping = next < 0;
    if (next < 0) return this.text.endsWith('\r') && !ended ? this.text.length - 1 : this.text.length;
    this.line += 1;
    return next;
  }
}

interface Field {
  value: string;
  /** Index behind the field, of the delimiter or the line's end. */
  next: number;
  fault?: string;
}

const tooLong = `the field is longer than ${longestField / 1024} KB`;

/** Index behind the line's end; -1 when it has not come. */
function lineEnd(text: string, from: number, ended: boolean): number {
  for (let at = from; at < text.length; at += 1) {
    const char = text.charCodeAt(at);
    if (char === 10) return at + 1;
    if (char === 13 && at + 1 === text.length && !ended) return -1;
    if (char === 13) return text.charCodeAt(at + 1) === 10 ? at + 2 : at + 1;
  }
  return -1;
}

function linesIn(text: string, from: number, to: number): number {
  let lines = 0;
  for (let at = lineEnd(text, from, true); at >= 0 && at <= to; at = lineEnd(text, at, true)) lines += 1;
  return lines;
}
