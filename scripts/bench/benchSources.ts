import type { Pool } from 'pg';
import { defaultSourceSettings } from '#contract/source';
import { importCatalogue } from '../../server/catalogue/importCatalogue.ts';
import { registerSource } from '../../server/catalogue/registerSource.ts';
import { issueSourceKey } from '../../server/catalogue/sourceKeys.ts';
import { inTransaction } from '../../server/db/transaction.ts';
import { demoCity } from '../../server/simulation/city/demoCity.ts';

export interface BenchSource {
  uri: string;
  key: string;
}

/** The demo city's catalogue, and `count` sources that report for it. */
export async function benchSources(pool: Pool, count: number, now: number): Promise<BenchSource[]> {
  const imported = await inTransaction(pool, (db) =>
    importCatalogue(db, demoCity(), { actor: 'bench' }, now),
  );
  if (!imported.ok) throw new Error(JSON.stringify(imported.faults));
  const sources: BenchSource[] = [];
  for (let i = 0; i < count; i += 1) {
    const source = await registerSource(
      pool,
      { name: `bench-${i}`, namespace: '', settings: defaultSourceSettings },
      now,
    );
    sources.push({ uri: source.uri, key: await issueSourceKey(pool, source.sourceId, now) });
  }
  return sources;
}
