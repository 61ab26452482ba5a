import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { buildOf, webBuild } from './webBuild.ts';

test('a build is named as its first script, wherever the pages lie', () => {
  expect(buildOf('<script type="module" crossorigin src="/assets/index-Bx_3k-9.js"></script>')).toBe(
    'index-Bx_3k-9.js',
  );
  expect(buildOf('<script src="main.js"></script><script src="/other.js"></script>')).toBe('main.js');
  expect(buildOf('<p>no pages</p>')).toBe('');
});

test('pages that are replaced under a running server are another build, and none are none', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'duban-web-'));
  expect(await webBuild(directory)).toBe('');
  for (const name of ['index-1.js', 'index-2.js']) {
    await writeFile(join(directory, 'index.html'), `<script type="module" src="/assets/${name}"></script>`);
    expect(await webBuild(directory)).toBe(name);
  }
  await rm(directory, { recursive: true });
});
