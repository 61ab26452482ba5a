import type { Pool } from 'pg';
import type { Catalogue } from '../../server/catalogue/catalogue.ts';
import { holdCatalogue } from '../../server/catalogue/catalogueHolder.ts';
import { reviewItems } from '../../server/flags/reviewItems.ts';
import { takeBaselines } from '../../server/flags/takeBaselines.ts';
import { benchServer } from './benchServer.ts';
import { databaseCpu } from './databaseCpu.ts';

const day = 86_400_000;
const itemsOfACity = 2000;
const round = (value: number): number => Math.round(value * 100) / 100;

/**
 * The nightly baselines over three million concluded cases of two thousand items in forty departments each: the first
 * night, one on which nothing moved, and one after a day of ten thousand cases. `memoryMb` is this process's, which
 * runs the job as a server would, with every baseline in its memory.
 */
export async function benchBaselines(): Promise<object> {
  const server = await benchServer();
  try {
    return await threeNights(server.pool, 3_000_000);
  } finally {
    await server.close();
  }
}

async function threeNights(pool: Pool, cases: number): Promise<object> {
  const now = Date.now();
  await seedItems(pool, now);
  const holder = await holdCatalogue(pool, 'Asia/Shanghai');
  await seedConcluded(pool, holder.current(), cases, now - 360 * day, 359);
  const night = async (at: number): Promise<object> => {
    const begun = performance.now();
    const database = await databaseCpu(pool);
    const { peers, written, validFrom } = await takeBaselines({ pool, catalogue: holder.current() }, at);
    const takenAt = performance.now();
    await holder.refresh(pool);
    const items = await reviewItems({ pool, catalogue: holder.current() }, validFrom, at);
    return {
      seconds: round((performance.now() - begun) / 1000),
      ofWhichTaking: round((takenAt - begun) / 1000),
      databaseCpuSeconds: round(((await databaseCpu(pool)) - database) / 1_000_000),
      peers,
      written,
      items,
      memoryMb: Math.round(process.memoryUsage().rss / 2 ** 20),
    };
  };
  const first = await night(now);
  const unchanged = await night(now);
  await seedConcluded(pool, holder.current(), 10_000, now, 1);
  return { cases, first, unchanged, aDayLater: await night(now + 2 * day) };
}

async function seedItems(pool: Pool, now: number): Promise<void> {
  await pool.query(
    `with recorded as (
       insert into catalogue_revisions (recorded_at, actor) values ($1, 'bench') returning revision)
     insert into items (code, revision, valid_from, name, provisional, record)
     select 'bench-' || g, revision, '2000-01-01', 'bench-' || g, false,
            '{"type": "01", "handling": "promised", "promisedLimit": {"value": 5, "unit": "workday"}}'
       from recorded, generate_series(1, $2::integer) g`,
    [new Date(now), itemsOfACity],
  );
}

let batch = 0;

/** Times spread by a factor of three about their department's usual one; popular items have most of the cases. */
async function seedConcluded(
  pool: Pool,
  catalogue: Catalogue,
  count: number,
  from: number,
  days: number,
): Promise<void> {
  const revision = catalogue.newestItem('bench-1')?.revision;
  batch += 1;
  await pool.query(
    `insert into cases (case_id, version, source_id, namespace, region, department, item, channel, stage, outcome,
                        round, historical, received_at, accepted_at, concluded_at, promised_due_at, item_revision,
                        calendar, calendar_revision, first_event_at, last_event_at)
     select 'B' || $6::integer || '-' || lpad(g::text, 9, '0'), 1, 1, '', '500112', 'D-' || department, 'bench-' || item, 'web',
            'concluded', 'granted', 1, false, accepted, accepted, accepted + took, accepted + interval '7 days',
            $3, 'CN', 1, accepted, accepted + took
       from (select g, 1 + floor($4 * power(random(), 2))::integer as item, n.department,
                    to_timestamp($1 / 1000.0) + random() * $5 * interval '1 day' - took as accepted, took
               from generate_series(1, $2::integer) g,
            lateral (select 1 + floor(40 * random())::integer + 0 * g as department) n,
            lateral (select exp(ln(1440 * (1 + n.department / 10.0)) + 1.1 * (random() + random() + random() - 1.5))
                            * interval '1 minute' + 0 * g * interval '1 second' as took) t) made`,
    [from, count, revision, itemsOfACity, days, batch],
  );
  await pool.query('vacuum analyze cases');
}
