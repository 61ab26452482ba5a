import { entrySchema, type Entry } from '#contract/catalogueEntrySchema';
import { catalogueReportSchema, type CatalogueReport } from '#contract/catalogueImportSchema';
import type { Instant } from '#contract/time';
import { cataloguingRoutes } from '../cataloguing/cataloguingRoutes.ts';
import { ingestWorld } from './ingestWorld.ts';
import { accountWithToken, readApp } from './readApp.ts';
import { testDatabase } from './templateDatabase.ts';

interface Asked {
  method?: string;
  body?: object;
  seen?: number;
  who?: string;
}

export interface SentFile {
  name: string;
  content: string;
}

const people = {
  lin: { role: 'admin' },
  zhao: { role: 'admin' },
  yubei: { role: 'admin', region: '500112' },
  wang: { role: 'supervisor' },
} as const;

/** The catalogue's routes over the small city, with two administrators of all places and others. */
export async function cataloguingDesk(now: Instant) {
  const database = await testDatabase();
  const { pool } = database;
  const world = await ingestWorld(pool, undefined, now - 86_400_000);
  const holder = world.catalogue;
  const tokens = new Map<string, string>();
  for (const [name, account] of Object.entries(people))
    tokens.set(name, await accountWithToken(pool, { name, ...account }, now));
  let told = 0;
  const app = await readApp(pool, { now }, (access) => [
    cataloguingRoutes({ ...access, holder, onNowKnown: () => void (told += 1) }),
  ]);

  const ask = (path: string, { method = 'GET', body, seen, who = 'lin' }: Asked = {}): Promise<Response> =>
    fetch(`${app.url}/api/v1/catalogue${path}`, {
      method,
      headers: {
        authorization: `Bearer ${tokens.get(who)}`,
        ...(seen === undefined ? {} : { 'if-match': `"${seen}"` }),
        ...(body ? { 'content-type': 'application/json' } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });

  return {
    pool,
    world,
    holder,
    ask,
    /** How often dead letters were told that codes became known. */
    told: () => told,
    entry: async (path: string): Promise<Entry> => entrySchema.parse(await (await ask(path)).json()),
    put: (path: string, body: object, seen: number, who = 'lin') =>
      ask(path, { method: 'PUT', body, seen, who }),
    async dryRun(...files: SentFile[]): Promise<CatalogueReport> {
      const answer = await ask(':import', { method: 'POST', body: { files, dryRun: true } });
      return catalogueReportSchema.parse(await answer.json());
    },
    apply: (base: number, ...files: SentFile[]) =>
      ask(':import', { method: 'POST', body: { files }, seen: base }),
    /** A case of an item as the fold would leave it. */
    openCase: (caseId: string, item: string, stage: string, revision: number | null) =>
      pool.query(
        `insert into cases (case_id, version, source_id, namespace, region, department, item, stage, round, historical,
                            item_revision, first_event_at, last_event_at)
         values ($1, 1, 1, '', '500112', '500112-ZJ', $2, $3, 1, false, $4, now(), now())`,
        [caseId, item, stage, revision],
      ),
    async close(): Promise<void> {
      await app.close();
      await database.drop();
    },
  };
}

export const csvFile = (name: string, text: string): SentFile => {
  return { name, content: Buffer.from(text).toString('base64') };
};

export async function problemOf(answer: Response): Promise<Record<string, unknown>> {
  const { status, code, path, detail } = (await answer.json()) as Record<string, unknown>;
  return { status, code, path, detail };
}
