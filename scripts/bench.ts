import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { benchIngest } from './bench/ingest.ts';

/** `npm run bench [-- --only ingest]`: prints one JSON document. */
const parts: Record<string, () => Promise<object>> = {
  ingest: () => benchIngest('mixed'),
  ingestScattered: () => benchIngest('scattered'),
};

const { values } = parseArgs({ options: { only: { type: 'string' } } });
const chosen = values.only?.split(',') ?? Object.keys(parts);
const results: Record<string, object> = {};
for (const name of chosen) {
  const part = parts[name];
  if (!part) {
    console.error(`There is no part "${name}"; the parts are ${Object.keys(parts).join(', ')}.`);
    process.exit(2);
  }
  results[name] = await part();
}
console.log(JSON.stringify({ cores: cpus().length, node: process.version, ...results }, null, 2));
