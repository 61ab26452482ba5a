import { codeWords } from '#contract/wording/codeWords';

/** Why an event may have been refused. */
export const letterCodes = Object.keys(codeWords.zh);

interface Awaited {
  kind: 'item' | 'department' | 'region' | 'value';
  /** Of a value: the field it is in. */
  field: string;
  code: string;
}

/** What a letter waits for: "item:01-017-004", "value:score:1". */
export function awaitedOf(waitsFor: string | null): Awaited | null {
  const [, kind = '', rest = ''] = /^(item|department|region|value):(.*)$/s.exec(waitsFor ?? '') ?? [];
  if (kind === 'value') {
    const at = rest.indexOf(':');
    return { kind, field: rest.slice(0, at), code: rest.slice(at + 1) };
  }
  return kind === 'item' || kind === 'department' || kind === 'region'
    ? { kind, field: kind, code: rest }
    : null;
}

/** Where what it waits for is mended. */
export function remedyPath(waitsFor: string | null, sourceId: number): string | null {
  const awaited = awaitedOf(waitsFor);
  if (!awaited) return null;
  const code = encodeURIComponent(awaited.code);
  if (awaited.kind === 'value')
    return `/admin/sources/${sourceId}?field=${encodeURIComponent(awaited.field)}&code=${code}#mapping`;
  return `/admin/catalogue/new/${awaited.kind}s?code=${code}`;
}
