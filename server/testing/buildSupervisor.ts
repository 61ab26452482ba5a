import { join } from 'node:path';
import { build } from 'vite';
import { packageRoot } from '../db/packageRoot.ts';

/** Tests run the sources, but the engine's supervisor is a process of its own: it is bundled for them. */
export async function buildSupervisor(): Promise<string> {
  const outDir = join(packageRoot, 'node_modules', '.cache', 'duban', `supervisor-${process.pid}`);
  await build({
    configFile: false,
    logLevel: 'silent',
    resolve: { conditions: ['source', 'node'] },
    ssr: { resolve: { conditions: ['source', 'node'] } },
    build: {
      ssr: join(packageRoot, 'server', 'db', 'engine', 'supervisor.ts'),
      outDir,
      emptyOutDir: true,
      target: 'node20',
      rolldownOptions: { output: { entryFileNames: 'supervisor.mjs' } },
    },
  });
  return join(outDir, 'supervisor.mjs');
}
