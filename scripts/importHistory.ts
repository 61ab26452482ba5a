import { mappingSchema } from '#contract/mappingSchema';
import { importCatalogue } from '../server/catalogue/importCatalogue.ts';
import { registerSource } from '../server/catalogue/registerSource.ts';
import type { CommandParts } from '../server/commandParts.ts';
import { inTransaction } from '../server/db/transaction.ts';
import { importFile } from '../server/ingest/importers/importFile.ts';
import { citySources } from '../server/simulation/city/citySources.ts';
import { demoCity } from '../server/simulation/city/demoCity.ts';

/** Imports the demo city and the files of its sources as past logs with their arrivals. */
export async function importHistory(parts: CommandParts, files: ReadonlyMap<string, string>): Promise<void> {
  const { pool, catalogue, now } = parts;
  const city = await inTransaction(pool, (db) =>
    importCatalogue(db, demoCity(), { actor: 'evaluate' }, now()),
  );
  if (!city.ok) throw new Error(city.faults.map(({ message }) => message).join('; '));
  for (const { name, uri, settings } of citySources) {
    await registerSource(
      pool,
      { name, uri, namespace: '', settings: { ...settings, historical: true } },
      now(),
    );
  }
  await catalogue.refresh(pool);
  for (const [source, file] of files) {
    const mapping = mappingSchema.parse({
      format: 'cloudevents',
      source,
      historical: true,
      trustDueDates: false,
    });
    const { summary, ended } = await importFile(parts, { file, mapping, dryRun: false });
    if (ended) throw ended;
    if (summary.accepted < summary.events) throw new Error(`${source}: ${JSON.stringify(summary)}`);
  }
}
