import { pino } from 'pino';
import { defaultSourceSettings } from '#contract/source';
import { createApp } from '../../server/app.ts';
import { importCatalogue } from '../../server/catalogue/importCatalogue.ts';
import { registerSource } from '../../server/catalogue/registerSource.ts';
import { issueSourceKey } from '../../server/catalogue/sourceKeys.ts';
import { readConfig } from '../../server/config.ts';
import { inTransaction } from '../../server/db/transaction.ts';
import { demoCity } from '../../server/simulation/city/demoCity.ts';

/** What the measured server tells the one that measures. */
export interface ServeMessage {
  url: string;
  databaseUrl: string;
  sources: { uri: string; key: string }[];
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
const now = Date.now();
const sources: ServeMessage['sources'] = [];
if (process.env['BENCH_SECOND'] !== 'yes') await prepare();
await app.catalogue.refresh(app.pool);

async function prepare(): Promise<void> {
  const imported = await inTransaction(app.pool, (db) =>
    importCatalogue(db, demoCity(), { actor: 'bench' }, now),
  );
  if (!imported.ok) throw new Error(JSON.stringify(imported.faults));
  for (let i = 0; i < 4; i += 1) {
    const source = await registerSource(
      app.pool,
      { name: `bench-${i}`, namespace: '', settings: defaultSourceSettings },
      now,
    );
    sources.push({ uri: source.uri, key: await issueSourceKey(app.pool, source.sourceId, now) });
  }
}

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
