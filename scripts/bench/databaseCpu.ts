import { readFile } from 'node:fs/promises';
import type { Pool } from 'pg';

/** Ticks of /proc are hundredths of a second on every Linux that runs Node. */
const microsecondsATick = 10_000;

/** Processor time in microseconds that the database has used, also by connections that are closed; 0 without /proc. */
export async function databaseCpu(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ pid: number }>('select pid from pg_stat_activity');
  const processes = await Promise.all(rows.map(({ pid }) => statOf(pid)));
  const parent = await statOf(Number(processes[0]?.[parentId]));
  const ticks = processes.reduce((sum, stat) => sum + own(stat), own(parent) + ofEndedChildren(parent));
  return ticks * microsecondsATick;
}

/** Fields of /proc/[pid]/stat after the command in brackets, from the third on. */
async function statOf(pid: number): Promise<string[]> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

const parentId = 1;
const own = (stat: readonly string[]): number => Number(stat[11] ?? 0) + Number(stat[12] ?? 0);
const ofEndedChildren = (stat: readonly string[]): number => Number(stat[13] ?? 0) + Number(stat[14] ?? 0);
