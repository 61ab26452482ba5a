import type { Queryable } from '../db/queryable.ts';
import { migrationStatus } from '../db/migrate.ts';
import { fault, ok, warning, type Finding } from './finding.ts';

const leastVersion = 15;
const clockOffMs = 2_000;

/** The database's version, its schema and its clock. */
export async function databaseFindings(
  db: Queryable,
  clock: () => number,
): Promise<{ findings: Finding[]; isCurrent: boolean }> {
  const asked = clock();
  const { rows } = await db.query<{ version: string; timescale: string | null; at: number; isFast: boolean }>(
    `select current_setting('server_version') as version, clock_timestamp() as at,
            (select extversion from pg_extension where extname = 'timescaledb') as timescale,
            current_setting('fsync') = 'off' or current_setting('full_page_writes') = 'off' as "isFast"`,
  );
  const [about] = rows;
  if (!about)
    return { findings: [fault('database', 'The database does not say what it is.')], isCurrent: false };
  const { version, timescale, at, isFast } = about;
  const name = `PostgreSQL ${version}${timescale === null ? ', without TimescaleDB' : `, TimescaleDB ${timescale}`}`;
  const { pending, beside } = await migrationStatus(db);
  // the answer was written between the question and now
  const off = at < asked - clockOffMs ? at - asked : at > clock() + clockOffMs ? at - clock() : 0;
  return {
    isCurrent: pending.length === 0,
    findings: [
      Number.parseInt(version, 10) >= leastVersion
        ? ok('database', `${name}.`)
        : fault('database', `${name}; duban needs PostgreSQL ${leastVersion} or later.`),
      ...(isFast
        ? [
            warning(
              'durability',
              'The database does not wait for its disk (fsync or full_page_writes is off): what is acknowledged may be lost.',
            ),
          ]
        : [ok('durability', 'What is acknowledged is on disk.')]),
      pending.length > 0
        ? fault(
            'schema',
            `${pending.length} migrations are pending; run duban migrate up, or start the server.`,
          )
        : ok('schema', beside ?? 'The schema is that of this version.'),
      off === 0
        ? ok('clock', 'The clocks of this machine and of the database agree.')
        : fault(
            'clock',
            `The database’s clock is ${Math.round(off / 1000)} s off this machine’s; set them right (NTP).`,
          ),
    ],
  };
}
