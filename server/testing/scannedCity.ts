import { flagListSchema } from '#contract/answerSchema';
import { scanMany } from '../flags/scans/scanMany.ts';
import { at } from './scenario.ts';
import { testDatabase } from './templateDatabase.ts';
import { watchedCity, type WatchedCity } from './watchedCity.ts';
import { smallCity } from './ingestWorld.ts';

export interface ScannedCity extends WatchedCity {
  /** One run of both scan jobs at an instant of Chongqing's clock; how many flags changed. */
  scan(time: string): Promise<number>;
  /** `FAST-02 query raised handler 1/H-1` of every flag of the rule, as the API lists them, sorted. */
  found(rule: string): Promise<string[]>;
  /** The evidence of the only flag of a rule. */
  evidence(
    rule: string,
  ): Promise<{ facts: Record<string, number | string>; cases: string[]; caseCount: number }>;
  drop(): Promise<void>;
}

/** A watched city whose scans over many cases run when told to. */
export async function scannedCity(start: string, document: object = smallCity): Promise<ScannedCity> {
  const database = await testDatabase();
  const city = await watchedCity(database.pool, document, start);
  const list = async (rule: string) =>
    flagListSchema.parse(await city.get(`/flags?rule=${rule}&limit=200`)).items;
  return {
    ...city,
    async scan(time) {
      city.time.now = at(time);
      await city.world.catalogue.refresh(city.pool);
      const parts = { pool: city.pool, catalogue: () => city.world.catalogue.current() };
      const arrivals = await scanMany(parts, 'scan_arrivals', city.time.now);
      const patterns = await scanMany(parts, 'scan_patterns', city.time.now);
      return arrivals.changed + patterns.changed;
    },
    async found(rule) {
      const flags = await list(rule);
      return flags.map((f) => `${f.rule} ${f.severity} ${f.status} ${f.subject.kind} ${f.subject.id}`).sort();
    },
    async evidence(rule) {
      const [flag] = await list(rule);
      if (!flag) throw new Error(`no flag ${rule}`);
      const { evidence } = (await city.get(`/flags/${String(flag.flagId)}`)) as {
        evidence: { facts: Record<string, number | string>; cases: string[]; caseCount: number };
      };
      return evidence;
    },
    async drop() {
      const { faults } = city.server;
      await city.close();
      await database.drop();
      if (faults.length > 0) throw new Error('ingest failed', { cause: faults });
    },
  };
}

/** `count` instants from `start` on, `seconds` apart, as lines name them. */
export function everySeconds(start: string, count: number, seconds: number): string[] {
  return Array.from({ length: count }, (_, i) => clockText(at(start) + i * seconds * 1000));
}

/** `2026-03-02 10:00:00` of Chongqing's clock. */
export function clockText(instant: number): string {
  return new Date(instant + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
}
