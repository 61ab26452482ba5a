import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chinesePublishedDays } from '../server/catalogue/chinesePublishedDays.ts';
import { isGoodEnough, scoreTable, type RuleScore } from '../server/simulation/evaluate.ts';
import { createOfficeCalendar } from '../server/simulation/officeCalendar.ts';
import { evaluateGroups } from './evaluateGroups.ts';
import { evaluateSeed } from './evaluateSeed.ts';

const usage = `npm run evaluate:demo -- [--seed N]... [--days N] [--volume N] [--as-of INSTANT] [--only cases|groups] [--keep]`;

/**
 * For each seed: invents the demo city's history, imports it into a fresh embedded database as a person would,
 * scans it, raises its flags, and compares both with the truth; then plays a city of groups of cases to a server and
 * compares what its scans raised. Exit 1 below recall 0.99 or precision 0.97.
 */
const { values } = parseArgs({
  options: {
    seed: { type: 'string', multiple: true, default: ['1', '2', '3'] },
    days: { type: 'string', default: '60' },
    volume: { type: 'string', default: '800' },
    'as-of': { type: 'string', default: '2026-11-19T17:40:00+08:00' },
    only: { type: 'string' },
    keep: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) console.log(usage);
const say = (sentence: string): void => void process.stderr.write(`${sentence}\n`);
let isGood = true;

function tell(seed: number, what: string, scores: readonly RuleScore[]): void {
  say(`\nseed ${String(seed)}, ${what}\n${scoreTable(scores)}\n`);
  isGood &&= isGoodEnough(scores);
}

async function inFolder(seed: number, work: (dir: string) => Promise<void>): Promise<void> {
  const dir = await mkdtemp(join(tmpdir(), `duban-evaluate-${String(seed)}-`));
  // as root the database runs as its own user, who must reach the folder or would leave its data elsewhere
  await chmod(dir, 0o755);
  try {
    await work(dir);
  } finally {
    if (values.keep) say(`kept ${dir}`);
    else await rm(dir, { recursive: true, force: true });
  }
}

const asOf = Date.parse(values['as-of']);
const calendar = createOfficeCalendar(chinesePublishedDays().days);
for (const seed of values.help ? [] : values.seed.map(Number)) {
  if (values.only !== 'groups')
    await inFolder(seed, async (dir) => {
      const options = { seed, days: Number(values.days), volume: Number(values.volume), asOf };
      const result = await evaluateSeed(dir, options, say);
      for (const [what, scores] of Object.entries(result.scores)) tell(seed, what, scores);
      console.log(JSON.stringify(result));
    });
  if (values.only !== 'cases')
    await inFolder(seed, async (dir) => {
      const result = await evaluateGroups(dir, { seed, to: asOf, calendar }, say);
      tell(seed, `rules over many cases, ${String(result.events)} events`, result.scores);
      console.log(JSON.stringify({ seed, ...result }));
    });
}
process.exitCode = isGood ? 0 : 1;
