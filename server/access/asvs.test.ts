import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { apiRoutes } from '../http/apiRoutes.ts';

const root = new URL('../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');

/** Sections of ASVS 4.0.3 and how many requirements of levels 1 and 2 each has; all are numbered from 1. */
const sections: Record<string, number> = {
  '2.1': 12,
  '2.2': 3,
  '2.3': 3,
  '2.4': 5,
  '2.5': 7,
  '2.6': 3,
  '2.7': 6,
  '2.8': 7,
  '2.9': 3,
  '2.10': 4,
  '3.1': 1,
  '3.2': 4,
  '3.3': 4,
  '3.4': 5,
  '3.5': 3,
  '3.7': 1,
  '4.1': 5,
  '4.2': 2,
  '4.3': 3,
  '5.1': 5,
  '5.2': 8,
  '5.3': 10,
  '5.4': 3,
  '5.5': 4,
  '12.1': 3,
  '12.2': 1,
  '12.3': 6,
  '12.4': 2,
  '12.5': 2,
  '12.6': 1,
};
const deleted = ['4.1.4'];

const rows = read('docs/asvs.md')
  .split('\n')
  .filter((line) => /^\| *\d/.test(line))
  .map((line) => {
    const [number = '', asks = '', how = '', shown = ''] = line
      .slice(1, -1)
      .split(' | ')
      .map((cell) => cell.trim());
    return { number, asks, how, shown };
  });

test('every requirement is there once, in the order of the standard', () => {
  const numbers = Object.entries(sections).flatMap(([section, n]) =>
    Array.from({ length: n }, (_, i) => `${section}.${i + 1}`),
  );
  expect(rows.map(({ number }) => number)).toEqual(numbers.filter((number) => !deleted.includes(number)));
  for (const { asks, how } of rows) expect([asks, how]).not.toContain('');
});

test('every file that is named exists', () => {
  const named = [...read('docs/asvs.md').matchAll(/`((?:server|web|docs)\/[^`]+)`/g)].map(
    ([, path]) => path ?? '',
  );
  expect(named.length).toBeGreaterThan(100);
  expect(named.filter((path) => !existsSync(new URL(path, root)))).toEqual([]);
});

test('every test that is named is in its file', () => {
  const named = rows.flatMap(({ number, shown }) =>
    [...shown.matchAll(/`([^`]+)`: “([^”]+)”/g)].map(([, file = '', name = '']) => ({ number, file, name })),
  );
  const missing = named.filter(({ file, name }) => {
    const text = existsSync(new URL(file, root)) ? read(file) : '';
    return !["'", '"', '`'].some((quote) => text.includes(`${quote}${name}${quote}`));
  });
  expect(missing).toEqual([]);
  for (const { number, how, shown } of rows)
    expect(shown === 'by reading' || shown.includes('`'), `${number} ${how}`).toBe(true);
});

test('the sentence above counts what stands below', () => {
  const beginning = (word: string): number => rows.filter(({ how }) => how.startsWith(word)).length;
  const [partly, open, not] = [beginning('Partly:'), beginning('Open:'), beginning('Does not apply')];
  expect(read('docs/asvs.md').replaceAll('\n', ' ')).toContain(
    `Of ${rows.length} requirements ${rows.length - partly - open - not} are met, ${partly} partly, ${open} are open and ${not} do not apply.`,
  );
});

const sources = ['server', 'web/src']
  .flatMap((folder) =>
    readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' }).map(
      (path) => `${folder}/${path}`,
    ),
  )
  .filter((path) => /\.(ts|vue)$/.test(path) && !/\.test\.ts$|^server\/testing\//.test(path))
  .sort();

test('no source evaluates text, writes HTML or runs a shell', () => {
  const dangerous =
    /\beval\(|new Function\(|v-html|innerHTML|outerHTML|insertAdjacentHTML|document\.write|(?<![.\w])exec(File)?(Sync)?\(|shell: true/;
  expect(sources.length).toBeGreaterThan(500);
  expect(sources.filter((path) => dangerous.test(read(path)))).toEqual([]);
});

test('no page keeps more in the browser than the language, drafts and how a wall fares', () => {
  expect(sources.filter((path) => /Storage\.setItem|document\.cookie|indexedDB/.test(read(path)))).toEqual([
    'web/src/components/useDraft.ts',
    'web/src/i18n.ts',
    'web/src/screens/calendars/useChange.ts',
    'web/src/screens/wall/unattended/useReloads.ts',
    'web/src/stores/screen.ts',
  ]);
});

test('every text and list that is taken in has a greatest length', () => {
  const endless: string[] = [];
  const look = (shape: Record<string, unknown>, where: string): void => {
    const bounded = ['maxLength', 'format', 'pattern', 'enum', 'const'].some((key) => key in shape);
    if (shape['type'] === 'string' && !bounded) endless.push(where);
    if (shape['type'] === 'array' && !('maxItems' in shape)) endless.push(`${where}[]`);
    for (const [key, inner] of Object.entries(shape))
      if (typeof inner === 'object' && inner !== null)
        look(inner as Record<string, unknown>, `${where}.${key}`);
  };
  for (const { method, path, body, needs } of apiRoutes)
    if (body && needs !== 'sourceKey')
      look(z.toJSONSchema(body.schema, { io: 'input', unrepresentable: 'any' }), `${method} ${path}`);
  expect(endless).toEqual([]);
});
