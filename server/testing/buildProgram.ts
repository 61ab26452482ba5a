import { basename, join } from 'node:path';
import { build } from 'vite';
import { packageRoot } from '../db/packageRoot.ts';

/**
 * Tests run the sources, but a process or thread of its own runs what is compiled: a program is bundled for them.
 * @param source its path in the project; @returns the path of what was built, in a folder of its own
 */
export async function buildProgram(source: string): Promise<string> {
  const name = basename(source, '.ts');
  const outDir = join(packageRoot, 'node_modules', '.cache', 'duban', `${name}-${process.pid}`);
  await build({
    configFile: false,
    logLevel: 'silent',
    resolve: { conditions: ['source', 'node'] },
    ssr: { resolve: { conditions: ['source', 'node'] } },
    build: {
      ssr: join(packageRoot, source),
      outDir,
      emptyOutDir: true,
      target: 'node20',
      rolldownOptions: { output: { entryFileNames: `${name}.mjs` } },
    },
  });
  return join(outDir, `${name}.mjs`);
}
