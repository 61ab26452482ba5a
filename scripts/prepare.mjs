/**
 * Run by npm after `npm install`: builds the server and the web, so that the next command can start at once.
 * Plain JavaScript, because it runs before anything is built.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const tool = (name) =>
  join(root, 'node_modules', '.bin', process.platform === 'win32' ? `${name}.cmd` : name);

if (!existsSync(tool('tsc')) || !existsSync(tool('vite'))) {
  const built = existsSync(join(root, 'dist', 'server', 'main.js'));
  console.error(
    built
      ? 'duban: the development dependencies are not installed; using the build that is already in dist/.'
      : 'duban: the development dependencies are not installed, so nothing was built; run "npm install --include=dev".',
  );
} else {
  build('server', 'tsc', ['-b']);
  if (existsSync(join(root, 'web', 'index.html'))) build('web', 'vite', ['build', '--logLevel', 'warn']);
}

function build(what, name, args) {
  const { status } = spawnSync(tool(name), args, {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status === 0) return;
  console.error(`duban: the ${what} was not built: ${name} ${args.join(' ')} failed.`);
  process.exitCode = 1;
}
