/**
 * `npm test`: every test that needs no extra software, then one plain sentence on what was left out and why.
 * Arguments go to vitest. Plain JavaScript, because it runs before anything is built.
 */
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
const projects = ['unit', 'db', 'process'].flatMap((name) => ['--project', name]);
const { status } = spawnSync(process.execPath, [vitest, 'run', ...projects, ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
});

const own = process.env.TEST_DATABASE_URL;
console.log(
  [
    'Left out, because they need more than npm install:',
    own
      ? '  database tests on the embedded PostgreSQL: they ran on TEST_DATABASE_URL instead'
      : '  database tests on TimescaleDB: they ran on the embedded PostgreSQL; with "npm run timescaledb -- start" (Debian, root) or a server of your own, set TEST_DATABASE_URL',
    '  tests in a browser: they need Chromium; with it installed (or CHROMIUM_PATH set), "npm run test:browser"',
    '  tests in LibreOffice: they need soffice and poppler (Debian: libreoffice-writer-nogui libreoffice-calc-nogui poppler-utils); with them installed, "npm run test:office"',
  ].join('\n'),
);
process.exitCode = status ?? 1;
