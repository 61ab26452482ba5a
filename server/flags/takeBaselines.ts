import type { Pool } from 'pg';
import type { Instant } from '#contract/time';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { ruleBench } from '../catalogue/ruleBench.ts';
import type { Queryable } from '../db/queryable.ts';
import { inTransaction } from '../db/transaction.ts';
import { addMonths } from '../domain/calendar/localDay.ts';
import { timezone } from '../domain/calendar/timezone.ts';
import { threshold } from '../domain/rules/rule.ts';
import {
  collectPeerTimes,
  keepBaselines,
  listPeerMembers,
  spreadDistances,
  spreadTimes,
  takeMedians,
} from './peerTimes.ts';

export interface BaselinesTaken {
  validFrom: Instant;
  /** Item versions times departments, the city as one more. */
  peers: number;
  /** Of these the ones that moved: the others' baseline stays in force. */
  written: number;
}

/**
 * Takes the baselines of all items from the twelve months before the office day of `now`; they are in force from the
 * next midnight on, when no case can have been judged by them. Taken again, what did not move is not written again.
 * @param claim called in the transaction before its first write
 */
export function takeBaselines(
  { pool, catalogue }: { pool: Pool; catalogue: Catalogue },
  now: Instant,
  claim?: (db: Queryable) => Promise<void>,
): Promise<BaselinesTaken> {
  const zone = timezone(catalogue.timezone);
  const today = zone.dayOf(now);
  const { params } = ruleBench(catalogue, new Map(), now).ruleVersion('FAST-01');
  const fewest = threshold(params, 'fewestPeers');
  const validFrom = zone.startOf(today + 1);
  return inTransaction(pool, async (db) => {
    await claim?.(db);
    await db.query(`set local statement_timeout = 0`);
    await db.query(`set local work_mem = '64MB'`);
    // the planner takes item and department for independent, and would sort three million names
    await db.query('set local enable_mergejoin = off');
    // two runs at once would both write what moved
    await db.query('lock table baselines in share row exclusive mode');
    await collectPeerTimes(db, zone.startOf(addMonths(today, -12)), zone.startOf(today));
    await listPeerMembers(db);
    await spreadTimes(db);
    await takeMedians(db);
    await spreadDistances(db);
    await takeMedians(db);
    return { validFrom, ...(await keepBaselines(db, { validFrom, takenAt: now, fewest })) };
  });
}
