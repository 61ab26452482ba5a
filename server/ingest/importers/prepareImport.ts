import type { Pool, PoolClient } from 'pg';
import type { Mapping } from '#contract/mappingSchema';
import { Problem } from '#contract/problem';
import type { Instant } from '#contract/time';
import type { SourceRecord } from '../../catalogue/catalogue.ts';
import type { CatalogueHolder } from '../../catalogue/catalogueHolder.ts';
import { importCatalogue } from '../../catalogue/importCatalogue.ts';
import { loadCatalogue } from '../../catalogue/loadCatalogue.ts';
import { inTransaction } from '../../db/transaction.ts';
import type { Queryable } from '../../db/queryable.ts';
import { importSource } from './importSource.ts';

export interface PreparedImport {
  source: SourceRecord;
  /** The file gives events their ids (CloudEvents); else they are derived from its rows. */
  idsFromFile: boolean;
  /** Some of its events are stored already. */
  heardBefore: boolean;
  /** The catalogue to judge by; on a dry run as it would be. */
  catalogue: CatalogueHolder;
}

const actor = 'duban import';

/**
 * Records the mapping's catalogue and its source. A dry run does so too and takes it back, so that it judges the
 * file by the very catalogue the import would have.
 */
export async function prepareImport(
  deps: { pool: Pool; catalogue: CatalogueHolder; timezone: string; now: () => Instant },
  mapping: Mapping,
  sourceInFile: string | undefined,
  dryRun: boolean,
): Promise<PreparedImport> {
  const record = async (db: PoolClient): Promise<SourceRecord> => {
    if (mapping.catalogue) {
      const imported = await importCatalogue(
        db,
        mapping.catalogue,
        { actor, note: `with ${mapping.source}` },
        deps.now(),
      );
      if (!imported.ok) {
        const { path, message } = imported.faults[0] ?? { path: '', message: 'it has a fault' };
        throw new Problem('invalid', `The mapping's catalogue cannot be imported: ${message}`, {
          path: `catalogue.${path}`,
        });
      }
    }
    return importSource(db, mapping, sourceInFile, deps.now());
  };
  const idsFromFile = mapping.format === 'cloudevents';
  if (dryRun) return { ...(await rehearse(deps, record)), idsFromFile };
  const source = await inTransaction(deps.pool, record);
  await deps.catalogue.refresh(deps.pool);
  return {
    source,
    idsFromFile,
    heardBefore: await heardBefore(deps.pool, source.sourceId),
    catalogue: deps.catalogue,
  };
}

async function rehearse(
  deps: { pool: Pool; timezone: string },
  record: (db: PoolClient) => Promise<SourceRecord>,
): Promise<Omit<PreparedImport, 'idsFromFile'>> {
  const client = await deps.pool.connect();
  try {
    await client.query('begin');
    const source = await record(client);
    const catalogue = await loadCatalogue(client, deps.timezone);
    return {
      source,
      heardBefore: await heardBefore(client, source.sourceId),
      catalogue: { current: () => catalogue, refresh: () => Promise.resolve(false) },
    };
  } finally {
    await client.query('rollback').finally(() => client.release());
  }
}

async function heardBefore(db: Queryable, sourceId: number): Promise<boolean> {
  const { rows } = await db.query('select 1 from source_watermarks where source_id = $1 and accepted > 0', [
    sourceId,
  ]);
  return rows.length > 0;
}
