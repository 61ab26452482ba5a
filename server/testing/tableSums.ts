import type { Pool } from 'pg';

/** A checksum of what lies in each table; when somebody was last seen does not count, nor what servers say of themselves. */
export async function tableSums(pool: Pool): Promise<Record<string, string>> {
  const { rows: tables } = await pool.query<{ name: string }>(
    `select quote_ident(tablename) as name from pg_tables where schemaname = 'public' and tablename <> 'servers'
      order by 1`,
  );
  const sums: Record<string, string> = {};
  for (const { name } of tables) {
    const { rows } = await pool.query<{ sum: string }>(
      `select count(*) || ' ' || coalesce(md5(string_agg(row, e'\\n' order by row)), '') as sum
         from (select (to_jsonb(t) - 'last_seen_at' - 'last_used_at')::text as row from ${name} t) as every`,
    );
    sums[name] = rows[0]?.sum ?? '';
  }
  return sums;
}
