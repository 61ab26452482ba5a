import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { packageRoot } from '../server/db/packageRoot.ts';

const read = (path: string): string => readFileSync(join(packageRoot, path), 'utf8');
const page = read('docs/operations.md');

/** Lines of the shell, without comments. */
const shellIn = (text: string): string[] =>
  [...text.matchAll(/```(?:sh)?\n([\s\S]*?)```/g)]
    .flatMap(([, block = '']) => block.split('\n'))
    .map((line) => line.replace(/(^|\s)#.*/, '').trim())
    .filter((line) => line !== '');
const shell = shellIn(page);
/** Of the shell, and of the text what stands in backticks. */
function dubanCallsIn(text: string): string[] {
  const inText = [...text.replace(/```[\s\S]*?```/g, '').matchAll(/`(duban [a-z][^`]*)`/g)].map(
    ([, command = '']) => command,
  );
  return [...shellIn(text), ...inText].filter((line) => /(?:^|npm run )duban (?:-- )?[a-z]/.test(line));
}

/** What `duban help` says of each command, by its name. */
function usages(): Map<string, string> {
  const help = execFileSync(process.execPath, [join(packageRoot, 'dist/server/cli.js'), 'help'], {
    encoding: 'utf8',
  });
  const found = new Map<string, string>();
  let name = '';
  for (const line of help.split('\n').slice(1)) {
    name = /^duban ([a-z-]+)/.exec(line)?.[1] ?? name;
    found.set(name, `${found.get(name) ?? ''}${line}\n`);
  }
  return found;
}

/** What a page says of commands that is not in their usage. */
function strangeIn(text: string, known: Map<string, string>): string[] {
  return dubanCallsIn(text).flatMap((line) => {
    const [name = '', ...words] = (/duban (?:-- )?([a-z].*)/s.exec(line)?.[1] ?? '').split(/\s+/);
    if (name === 'help') return [];
    const usage = known.get(name);
    if (usage === undefined) return [`${line}: no command "${name}"`];
    const parts = words.filter((word, i) => word.startsWith('--') || (i === 0 && /^[a-z-]+$/.test(word)));
    return parts
      .filter((part) => !new RegExp(`(^|[\\s|[])${part}([\\s|\\]]|$)`, 'm').test(usage))
      .map((part) => `${line}: "${part}" is not in its usage`);
  });
}

/** Names of variables that the server reads. */
function variablesRead(): string[] {
  const sources = readdirSync(join(packageRoot, 'server'), { recursive: true, encoding: 'utf8' }).filter(
    (path) => path.endsWith('.ts') && !path.endsWith('.test.ts') && !path.startsWith('testing'),
  );
  const direct = sources.flatMap((path) =>
    [...read(join('server', path)).matchAll(/\benv\['([A-Z_]+)'\]/g)].map(([, name = '']) => name),
  );
  const configured = [...read('server/settings.ts').matchAll(/^ {2}([A-Z_]+): \{/gm)].map(
    ([, name = '']) => name,
  );
  return [...new Set([...direct, ...configured])].sort();
}

describe('docs/operations.md', () => {
  it('names commands, their parts and their flags as the program has them', () => {
    expect(dubanCallsIn(page).length).toBeGreaterThan(20);
    expect(strangeIn(page, usages())).toEqual([]);
  });

  it('names scripts of the package and services of the production set-up', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const run = shell.flatMap((line) => /npm run ([\w:-]+)/.exec(line)?.[1] ?? []);
    expect(run.filter((name) => !(name in scripts))).toEqual([]);
    const { services } = parse(read('docker-compose.production.yml')) as { services: object };
    const named = shell.flatMap((line) => {
      const call = /^compose (exec|logs|run|up|build)(.*)/.exec(line);
      const words = (call?.[2] ?? '')
        .replace(/--user \w+/, '')
        .split(/\s+/)
        .filter((word) => /^[a-z]\w*$/.test(word));
      return call?.[1] === 'exec' || call?.[1] === 'run' ? words.slice(0, 1) : words;
    });
    expect(named.length).toBeGreaterThan(3);
    expect(named.filter((name) => !(name in services))).toEqual([]);
  });

  it('and .env.example name every variable that the server reads', () => {
    const settings = page.slice(page.indexOf('## Settings'), page.indexOf('## Day by day'));
    const example = read('.env.example');
    const names = variablesRead();
    expect(names).toContain('DUBAN_TRUSTED_PROXIES');
    expect(names.filter((name) => !settings.includes(`\`${name}\``))).toEqual([]);
    expect(names.filter((name) => !new RegExp(`^(# )?${name}=`, 'm').test(example))).toEqual([]);
  });

  it('names no setting that nothing reads', () => {
    const settings = page.slice(page.indexOf('## Settings'), page.indexOf('## Day by day'));
    const rows = settings.split('\n').filter((line) => line.startsWith('| `'));
    const named = rows.flatMap((row) =>
      [...(row.split('|')[1] ?? '').matchAll(/`([A-Z_]+)`/g)].map((m) => m[1]),
    );
    const known = variablesRead();
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter((name) => !known.includes(name ?? ''))).toEqual([]);
  });
});

describe('every page', () => {
  const pages = [
    ...['README.md', 'CHANGELOG.md', 'CONTRIBUTING.md'],
    ...readdirSync(join(packageRoot, 'docs'), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.md'))
      .map((path) => join('docs', path)),
  ];

  it('names commands and scripts of the package that there are', () => {
    const known = usages();
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const strange = pages.flatMap((path) => {
      const text = read(path);
      const run = [...text.matchAll(/npm run (?:-s )?([\w:-]+)/g)].map(([, name = '']) => name);
      return [...strangeIn(text, known), ...run.filter((name) => !(name in scripts))].map(
        (found) => `${path}: ${found}`,
      );
    });
    expect(strange).toEqual([]);
  });

  it('leads and points to files that there are', () => {
    const missing = pages.flatMap((path) => {
      const text = read(path);
      const links = [...text.matchAll(/\]\((?!https?:)([^)#\s]+)/g)].map(([, to = '']) =>
        join(dirname(path), to),
      );
      const named = [...text.matchAll(/`((?:server|docs|deploy|scripts|migrations)\/[\w./-]+)`/g)].map(
        ([, to = '']) => to,
      );
      return [...links, ...named]
        .filter((to) => !existsSync(join(packageRoot, to)))
        .map((to) => `${path}: ${to}`);
    });
    expect(missing).toEqual([]);
  });

  it('for who begins has every setting and every folder of the server', () => {
    const readme = read('README.md');
    expect(variablesRead().filter((name) => !readme.includes(`\`${name}\``))).toEqual([]);
    const folders = readdirSync(join(packageRoot, 'server'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && entry.name !== 'testing')
      .map(({ name }) => `\`server/${name}/\``);
    expect(folders.filter((folder) => !readme.includes(folder))).toEqual([]);
  });
});
