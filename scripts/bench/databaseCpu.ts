import { readFile } from 'node:fs/promises';
import type { Pool } from 'pg';

/** Ticks of /proc are hundredths of a second on every Linux that runs Node. */
const microsecondsATick = 10_000;

/** Processor time in microseconds that the database's connections and workers have used; 0 where there is no /proc. */
export async function databaseCpu(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ pid: number }>(
    'select pid from pg_stat_activity where pid is not null',
  );
  const ticks = await Promise.all(rows.map(({ pid }) => ticksOf(pid)));
  return ticks.reduce((sum, of) => sum + of, 0) * microsecondsATick;
}

async function ticksOf(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // after the command in brackets: state is field 3, utime 14, stime 15
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return Number(fields[11] ?? 0) + Number(fields[12] ?? 0);
}
