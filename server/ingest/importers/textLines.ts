/** A line of text, or `undefined` text for one that is longer than `longest` characters; blank lines are left out. */
export interface TextLine {
  line: number;
  text: string | undefined;
}

export async function* textLines(chunks: AsyncIterable<string>, longest: number): AsyncGenerator<TextLine> {
  let rest = '';
  let line = 0;
  let skipping = false;
  for await (const chunk of chunks) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const text of lines) {
      line += 1;
      if (skipping || text.length > longest) yield { line, text: undefined };
      else if (text.trim() !== '') yield { line, text };
      skipping = false;
    }
    if (rest.length > longest) {
      skipping = true;
      rest = '';
    }
  }
  if (skipping) yield { line: line + 1, text: undefined };
  else if (rest.trim() !== '') yield { line: line + 1, text: rest };
}
