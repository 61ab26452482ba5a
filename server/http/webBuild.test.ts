import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { webBuild } from './webBuild.ts';

test('pages that are replaced under a running server are another build, and none are none', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'duban-web-'));
  expect(await webBuild(directory)).toBe('');
  for (const hash of ['Bx_3k-9a', 'Bx_3k-9b']) {
    await writeFile(join(directory, 'index.html'), `<script src="/assets/index-${hash}.js"></script>`);
    expect(await webBuild(directory)).toBe(hash);
  }
  await rm(directory, { recursive: true });
});
