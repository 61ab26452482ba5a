import { createHash } from 'node:crypto';
import type { Pool } from 'pg';
import { rows } from './scopedRows.ts';
import type { Ids } from './scopedAsks.ts';

/** Looks up what the database calls the rows of `scopedCity`. */
export async function scopedIds(pool: Pool): Promise<Ids> {
  const found = async <Id>(sql: string): Promise<Id[]> =>
    (await pool.query<{ id: Id }>(sql)).rows.map(({ id }) => id);
  /** In the order of the number in their marks. */
  const numbered = (id: string, table: string, mark: string, where = 'true'): Promise<number[]> =>
    found(
      `select ${id} as id from ${table} where ${where} order by substring(${mark} from '[0-9]+')::integer`,
    );
  const named = async (id: string, table: string) =>
    (
      await pool.query<{ id: number; name: string }>(
        `select t.${id} as id, a.name from ${table} t join accounts a using (account_id) order by 1`,
      )
    ).rows;
  const contents = Math.ceil(rows.files.length / 3);
  return {
    flags: await numbered('flag_id', 'flags', 'step'),
    orders: await numbered('order_id', 'supervision_orders', 'text'),
    sources: await numbered('source_id', 'sources', 'name'),
    channels: await numbered('channel_id', 'channels', 'name'),
    deliveries: await numbered('delivery_id', 'deliveries', 'last_error'),
    runs: await numbered('run_id', 'rule_runs', 'error', 'calendar is null'),
    calendarRuns: await numbered('run_id', 'rule_runs', 'error', 'calendar is not null'),
    notices: await numbered('notification_id', 'notifications', 'text_zh'),
    screens: await numbered('screen_id', 'screens', 'name'),
    reports: await numbered('report_id', 'reports', 'asked_by'),
    views: await numbered('view_id', 'saved_views', 'name'),
    hashes: Array.from({ length: contents }, (_, n) => createHash('sha256').update(String(n)).digest('hex')),
    sessions: await named('session_id', 'sessions'),
    tokens: await named('token_id', 'api_tokens'),
  };
}
