import type { DatabaseFacts } from '#contract/selfWatchSchema';
import type { Queryable } from '../db/queryable.ts';
import { backupFacts } from './backupFacts.ts';

/** How large the database is and how busy; reading it costs a look at every file. */
export async function databaseFacts(db: Queryable): Promise<DatabaseFacts> {
  const [facts, tables, oldestTransaction] = [
    await serverFacts(db),
    await largestTables(db, mostTables),
    await oldestOfOthers(db),
  ];
  return { ...facts, tables, oldestTransaction, ...(await backupFacts(db)) };
}

const mostTables = 8;

async function serverFacts(
  db: Queryable,
): Promise<Pick<DatabaseFacts, 'version' | 'timescale' | 'bytes' | 'connections' | 'mostConnections'>> {
  const { rows } = await db.query<Awaited<ReturnType<typeof serverFacts>>>(
    `select current_setting('server_version') as version,
            (select extversion from pg_extension where extname = 'timescaledb') as timescale,
            pg_database_size(current_database()) as bytes,
            (select count(*) from pg_stat_activity where backend_type = 'client backend')::integer as connections,
            current_setting('max_connections')::integer as "mostConnections"`,
  );
  const [row] = rows;
  if (!row) throw new Error('The database says nothing of itself.');
  return row;
}

/** With indexes; a hypertable or partitioned table counts with its parts. */
async function largestTables(db: Queryable, most: number): Promise<DatabaseFacts['tables']> {
  const { rows } = await db.query<DatabaseFacts['tables'][number]>(
    `with recursive roots as (
       select oid as part, oid as root from pg_class
        where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace
          and not exists (select from pg_inherits where inhrelid = pg_class.oid)
       union all
       select i.inhrelid, r.root from roots r join pg_inherits i on i.inhparent = r.part)
     select c.relname as name, sum(pg_total_relation_size(r.part))::bigint as bytes
       from roots r join pg_class c on c.oid = r.root
      group by c.oid, c.relname
      order by bytes desc, name
      limit $1`,
    [most],
  );
  return rows;
}

async function oldestOfOthers(db: Queryable): Promise<DatabaseFacts['oldestTransaction']> {
  const { rows } = await db.query<NonNullable<DatabaseFacts['oldestTransaction']>>(
    `select round(extract(epoch from clock_timestamp() - xact_start))::integer as seconds,
            application_name as application
       from pg_stat_activity
      where xact_start is not null and backend_type = 'client backend' and pid <> pg_backend_pid()
        and datname = current_database()
      order by xact_start, pid
      limit 1`,
  );
  return rows[0] ?? null;
}
