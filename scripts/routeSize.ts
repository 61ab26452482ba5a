import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { packageRoot } from '../server/db/packageRoot.ts';
import { routeFiles, type Manifest } from './routeFiles.ts';

/** Part of `npm run check`: what a wall has to load, without its font, stays under the limit. Reads dist/web. */
const limit = 250;

const web = join(packageRoot, 'dist', 'web');
const manifest = readManifest();
const frame = ['index.html', 'src/screens/wall/WallScreen.vue'];
const pages = Object.keys(manifest).filter((key) => /^src\/screens\/wall\/\w+Page\.vue$/.test(key));
const first = kilobytes(routeFiles(manifest, frame));
const all = kilobytes(routeFiles(manifest, [...frame, ...pages]));
console.log(`Wall: ${first} KB gzipped to the first page, ${all} KB with every page (limit ${limit}).`);
if (first > limit) process.exitCode = 1;

function readManifest(): Manifest {
  try {
    return JSON.parse(readFileSync(join(web, '.vite', 'manifest.json'), 'utf8')) as Manifest;
  } catch {
    console.error('There is no build of the web to measure: run npm run build:web.');
    process.exit(1);
  }
}

/** As a server sends them: each file by itself. */
function kilobytes(files: readonly string[]): number {
  const bytes = files.reduce((sum, file) => sum + gzipSync(readFileSync(join(web, file))).length, 0);
  return Math.round(bytes / 100) / 10;
}
