import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { benchBacktest } from './bench/backtest.ts';
import { benchBackup } from './bench/backup.ts';
import { benchBaselines } from './bench/baselines.ts';
import { benchImport } from './bench/bulkImport.ts';
import { benchDesk } from './bench/desk.ts';
import { benchFlagPass } from './bench/flagPass.ts';
import { benchCalendar } from './bench/calendar.ts';
import { benchFlags } from './bench/flags.ts';
import { benchChunks, benchDueScan } from './bench/flagScale.ts';
import { benchIngest } from './bench/ingest.ts';
import { benchLive } from './bench/live.ts';
import { benchReports } from './bench/reports.ts';
import { benchSingles } from './bench/singles.ts';

const { values } = parseArgs({
  options: { only: { type: 'string' }, full: { type: 'boolean', default: false } },
});

/** `npm run bench [-- --only ingest,live] [-- --full]`: prints one JSON document. `--full` seeds ten million cases. */
const parts: Record<string, () => Promise<object>> = {
  // one server process for each of two cores: a single one is bound by its one thread
  ingest: () => benchIngest('mixed', 2),
  ingestOneProcess: () => benchIngest('mixed', 1),
  ingestScattered: () => benchIngest('scattered', 2),
  singles: () => benchSingles(),
  import: () => benchImport('cases'),
  importEvents: () => benchImport('events'),
  live: benchLive,
  flags: benchFlags,
  flagPass: benchFlagPass,
  baselines: benchBaselines,
  calendar: benchCalendar,
  backtest: () => benchBacktest(values.full),
  // a lost disk, a million events; on TimescaleDB too where TEST_DATABASE_URL says of one
  backup: () => benchBackup(),
  desk: () => benchDesk(values.full),
  // three million cases a month with --full
  reports: () => benchReports(values.full),
  dueScan: () => benchDueScan(values.full),
  chunks: benchChunks,
};

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
