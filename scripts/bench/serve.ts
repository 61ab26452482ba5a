import { pino } from 'pino';
import { createApp } from '../../server/app.ts';
import { readConfig } from '../../server/config.ts';
import { benchSources, type BenchSource } from './benchSources.ts';

/** What the measured server tells the one that measures. */
export interface ServeMessage {
  url: string;
  databaseUrl: string;
  sources: BenchSource[];
}

const config = readConfig(process.env);
const app = await createApp({
  config,
  log: pino({ level: 'error' }),
  jobs: process.env['BENCH_JOBS'] === 'yes',
});
// the same server with nothing behind its validation: what single requests cost without a commit
if (process.env['BENCH_WITHOUT'] === 'append')
  app.lanes.append = (events) => Promise.resolve(events.map(() => ({ status: 'accepted' })));
const sources = process.env['BENCH_SECOND'] === 'yes' ? [] : await benchSources(app.pool, 4, Date.now());
await app.catalogue.refresh(app.pool);

const { connectionString } = app.pool.options;
const message: ServeMessage = {
  url: app.url.replace('localhost', '127.0.0.1'),
  databaseUrl: connectionString ?? '',
  sources,
};
process.send?.(message);
let stopping = false;
const stop = () => {
  if (stopping) return;
  stopping = true;
  void app.close().then(() => process.exit(0));
};
process.on('SIGTERM', stop);
process.on('disconnect', stop);
