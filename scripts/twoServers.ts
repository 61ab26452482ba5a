import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { brokenPromises } from './twoServers/brokenPromises.ts';
import { killInTurn } from './twoServers/killInTurn.ts';

/**
 * `npm run two-servers [-- --kills 12] [-- --every 10] [-- --rate 50]`: two servers on one database under a load of so
 * many events a second, one of them killed every so many seconds; prints one JSON document and ends with 1 when
 * anything was lost, doubled or shown wrongly.
 */
const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '12' },
    every: { type: 'string', default: '10' },
    rate: { type: 'string', default: '50' },
  },
});

const report = await killInTurn({
  kills: Number(values.kills),
  everySeconds: Number(values.every),
  eventsPerSecond: Number(values.rate),
});
const broken = brokenPromises(report);
console.log(JSON.stringify({ cores: cpus().length, node: process.version, ...report, broken }, null, 2));
if (broken.length > 0) process.exitCode = 1;
