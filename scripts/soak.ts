import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { brokenBars } from './soak/bars.ts';
import { soakWall } from './soak/soakWall.ts';

/**
 * `npm run soak [-- --minutes 60] [-- --rate 20] [-- --dwell 10] [-- --memory-only]`: a wall in real Chromium with all
 * pages turning, fed so many events a second; prints one JSON document and ends with 1 when a bar is broken
 * (scripts/soak/bars.ts). An hour at 20 events/s unless told, three minutes above 100. `--memory-only` leaves out what
 * a machine that others use cannot promise: event to pixel and all bars of time. Needs Chromium and what
 * `npm run build` makes.
 */
const { values } = parseArgs({
  options: {
    minutes: { type: 'string' },
    rate: { type: 'string', default: '20' },
    dwell: { type: 'string', default: '10' },
    'memory-only': { type: 'boolean', default: false },
  },
});

const rate = Number(values.rate);
const report = await soakWall({
  minutes: Number(values.minutes ?? (rate > 100 ? 3 : 60)),
  eventsPerSecond: rate,
  dwellSeconds: Number(values.dwell),
  latency: !values['memory-only'],
  onSample: ({ minute, heapBytes, nodes, listeners }) =>
    console.error(
      `${minute} min: ${(heapBytes / 1e6).toFixed(2)} MB, ${nodes} nodes, ${listeners} listeners`,
    ),
});
const broken = brokenBars(report, !values['memory-only']);
console.log(JSON.stringify({ cores: cpus().length, node: process.version, ...report, broken }, null, 2));
if (broken.length > 0) process.exitCode = 1;
