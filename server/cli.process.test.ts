import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from './db/packageRoot.ts';

/** What scripts of others were promised: the command, and what it takes. */
const promised: Record<string, readonly string[]> = {
  migrate: ['up', 'status'],
  catalogue: ['import', 'export'],
  user: ['add', '--role', '--department', '--region', '--password-stdin'],
  token: ['add', 'list', 'revoke'],
  source: ['add', '--namespace', '--mapping', '--delay', '--lenient', 'rotate', 'revoke', 'list'],
  import: ['FILE', '--mapping', '--dry-run', '--progress'],
  scan: ['--as-of', '--known-at', '--rules', '--dry-run', '--format'],
  rules: ['list', 'show', 'set', 'dry-run', '--params', '--from', '--to'],
  rebuild: ['--check'],
  report: ['KIND', '--period', '--scope', '--format', '--out'],
  export: ['events', 'cases', 'flags', 'csv', 'xes', 'ocel', '--out'],
  simulate: ['--rate', '--seed'],
  replay: ['--from', '--to', '--speed'],
  doctor: [],
};

function duban(...args: string[]) {
  const cli = join(packageRoot, 'dist/server/cli.js');
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], { encoding: 'utf8' });
  return { status, stdout, stderr };
}

describe('duban', () => {
  it('has every command that was promised, with what it takes', () => {
    const { status, stdout } = duban('help');
    expect(status).toBe(0);
    const usages = stdout.split(/\n(?=duban )/);
    const missing = Object.entries(promised).flatMap(([name, parts]) => {
      const usage = usages.filter((text) => new RegExp(`^duban ${name}\\b`).test(text)).join('\n');
      if (usage === '') return [name];
      return parts.filter((part) => !usage.includes(part)).map((part) => `${name} ${part}`);
    });
    expect(missing).toEqual([]);
  });

  it.each(['migrate', 'doctor', 'restore', 'simulate', 'scan'])('%s --help is its usage', (name) => {
    const { status, stdout, stderr } = duban(name, '--help');
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(new RegExp(`^duban ${name}\\b`));
  });

  it.each([[['doktor']], [['migrate', 'down']], [['simulate', '--out', 'x', '--days', '3']]])(
    '%j is wrong usage',
    (args) => {
      const { status, stdout, stderr } = duban(...args);
      expect([status, stdout]).toEqual([2, '']);
      expect(stderr).toMatch(/usage|expected/);
    },
  );
});
