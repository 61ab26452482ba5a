import { execFile } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { packageRoot } from '../db/packageRoot.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'duban-report-'));
  await chmod(folder, 0o755);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const duban = (...args: string[]) =>
  promisify(execFile)(process.execPath, [join(packageRoot, 'dist/server/cli.js'), ...args], {
    env: { ...process.env, DUBAN_DATA_DIR: join(folder, 'data'), DATABASE_URL: '' },
  });

test('the built command prints a PDF, says so in one line, and stays quiet in a pipe', async () => {
  const out = join(folder, 'a.pdf');
  const { stdout, stderr } = await duban(
    'report',
    'monthly_bulletin',
    '--period',
    '2026-09',
    '--format',
    'pdf',
    '--out',
    out,
  );
  const lines = stdout.trim().split('\n');
  expect(lines).toHaveLength(1);
  const file = await readFile(out);
  expect(file.subarray(0, 5).toString()).toBe('%PDF-');
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ format: 'pdf', bytes: file.length, missing: [] });
  expect(stderr).not.toContain('figures');
  await expect(duban('report', 'monthly_bulletin', '--format', 'odt', '--out', out)).rejects.toMatchObject({
    code: 2,
    stderr: expect.stringContaining('usage: duban report'),
  });
});
