import type { Run } from '#contract/reports/reportDocument';

type Part = string | number | Run | readonly Run[] | null;

/** A sentence as runs: words with figures, which keep where they come from, in between. */
export function say(words: TemplateStringsArray, ...parts: readonly Part[]): Run[] {
  const runs: Run[] = [];
  const add = (text: string): void => {
    const last = runs.at(-1);
    if (last && !last.figure && !last.compares) runs[runs.length - 1] = { ...last, text: last.text + text };
    else if (text !== '') runs.push({ text });
  };
  words.forEach((text, i) => {
    add(text);
    const part = parts[i] ?? '';
    if (typeof part === 'string' || typeof part === 'number') add(String(part));
    else if (Array.isArray(part)) runs.push(...part);
    else if (part !== null) runs.push(part as Run);
  });
  return runs;
}
