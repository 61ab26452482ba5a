import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { isGoodEnough, scoreTable } from '../server/simulation/evaluate.ts';
import { evaluateSeed } from './evaluateSeed.ts';

const usage = `npm run evaluate:demo -- [--seed N]... [--days N] [--volume N] [--as-of INSTANT] [--keep]`;

/**
 * For each seed: invents the demo city's history, imports it into a fresh embedded database as a person would,
 * scans it, raises its flags, and compares both with the truth. Exit 1 below recall 0.99 or precision 0.95.
 */
const { values } = parseArgs({
  options: {
    seed: { type: 'string', multiple: true, default: ['1', '2', '3'] },
    days: { type: 'string', default: '60' },
    volume: { type: 'string', default: '800' },
    'as-of': { type: 'string', default: '2026-11-19T17:40:00+08:00' },
    keep: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) console.log(usage);
let isGood = true;
for (const seed of values.help ? [] : values.seed.map(Number)) {
  const dir = await mkdtemp(join(tmpdir(), `duban-evaluate-${String(seed)}-`));
  // as root the database has a user of its own, who must be able to pass
  await chmod(dir, 0o755);
  // as root the database runs as its own user, who must reach the folder or would leave its data elsewhere
  await chmod(dir, 0o755);
  try {
    const options = {
      seed,
      days: Number(values.days),
      volume: Number(values.volume),
      asOf: Date.parse(values['as-of']),
    };
    const result = await evaluateSeed(dir, options, (sentence) => process.stderr.write(`${sentence}\n`));
    for (const [what, scores] of Object.entries(result.scores)) {
      process.stderr.write(`\nseed ${String(seed)}, ${what}\n${scoreTable(scores)}\n`);
      isGood &&= isGoodEnough(scores);
    }
    console.log(JSON.stringify(result));
  } finally {
    if (values.keep) process.stderr.write(`kept ${dir}\n`);
    else await rm(dir, { recursive: true, force: true });
  }
}
process.exitCode = isGood ? 0 : 1;
