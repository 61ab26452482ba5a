import type { SourceHandlers } from '../../api/sources.ts';

/** `code, machine, name`: a handler a line. */
export const handlersText = ({ items }: SourceHandlers): string =>
  items.map(({ code, kind, name }) => [code, kind, ...(name === null ? [] : [name])].join(', ')).join('\n');

/** What was typed; `faultLine`, from 1: the first that names neither person nor machine, or a handler again. */
export function handlersOf(text: string): SourceHandlers & { faultLine: number | null } {
  const items: SourceHandlers['items'] = [];
  for (const [i, row] of text.split('\n').entries()) {
    if (row.trim() === '') continue;
    const [code = '', kind = '', ...name] = row.split(/[,，]/).map((cell) => cell.trim());
    const known = kinds[kind];
    if (code === '' || known === undefined || items.some((one) => one.code === code))
      return { items, faultLine: i + 1 };
    items.push({ code, kind: known, name: name.length > 0 ? name.join(', ') : null });
  }
  return { items, faultLine: null };
}

const kinds: Record<string, 'human' | 'machine'> = {
  human: 'human',
  machine: 'machine',
  人工: 'human',
  机器: 'machine',
};
