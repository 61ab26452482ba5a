import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vitest/config';

const conditions = ['source', 'import', 'module', 'node', 'default'];
const shared = {
  plugins: [vue()],
  resolve: { conditions },
  // vitest hands these to node: with `import` or `module` among them a CommonJS package would be given ES modules
  ssr: { resolve: { conditions: ['source', 'node'], externalConditions: ['source', 'node'] } },
};
const anyTest = ['server/**/*.test.ts', 'scripts/**/*.test.ts', 'web/src/**/*.test.ts'];

export default defineConfig({
  test: {
    // one project after the other (groupOrder): tests that measure time must not compete
    projects: [
      {
        ...shared,
        test: {
          name: 'unit',
          sequence: { groupOrder: 0 },
          include: anyTest,
          exclude: ['db', 'browser', 'process', 'office'].map((kind) => `**/*.${kind}.test.ts`),
        },
      },
      {
        ...shared,
        test: {
          name: 'db',
          sequence: { groupOrder: 1 },
          include: ['{server,scripts}/**/*.db.test.ts'],
          globalSetup: 'server/testing/globalEngine.ts',
          testTimeout: 60_000,
          hookTimeout: 60_000,
          // each waits for the database half of its time
          maxWorkers: 3,
        },
      },
      {
        ...shared,
        test: {
          name: 'process',
          sequence: { groupOrder: 2 },
          include: ['{server,scripts}/**/*.process.test.ts'],
          globalSetup: 'server/testing/globalBuild.ts',
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
      {
        ...shared,
        test: {
          name: 'browser',
          sequence: { groupOrder: 3 },
          include: ['web/src/**/*.browser.test.ts'],
          globalSetup: 'server/testing/globalBuild.ts',
          testTimeout: 120_000,
          hookTimeout: 120_000,
          maxWorkers: 2,
        },
      },
      {
        ...shared,
        test: {
          name: 'office',
          sequence: { groupOrder: 4 },
          include: ['server/**/*.office.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
