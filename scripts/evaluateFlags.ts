import type { Pool } from 'pg';
import type { Instant } from '#contract/time';
import type { CommandParts } from '../server/commandParts.ts';
import { recordHeard } from '../server/catalogue/sourceWatermarkStore.ts';
import { inTransaction } from '../server/db/transaction.ts';
import { watchSources } from '../server/flags/sourceSilence.ts';
import type { Blackout } from '../server/simulation/blackouts.ts';
import type { FoundRow, RuleScore } from '../server/simulation/evaluate.ts';
import { minute } from '../server/simulation/time.ts';
import type { World } from '../server/simulation/world.ts';

/** The flags of cases that stand: those that were withdrawn or resolved are left out. */
export async function flagsOfCases(pool: Pool): Promise<FoundRow[]> {
  const { rows } = await pool.query<FoundRow>(
    `select subject_id as "caseId", rule, severity, case_state as state
       from flags where subject_kind = 'case' and status not in ('withdrawn', 'resolved')`,
  );
  return rows;
}

const step = 10 * minute;
const noticedAfter = 120;

/**
 * FEED-01 over the whole history: the watch is run at every ten minutes of office hours with the arrivals so far.
 * Expected is one flag for each stretch of more than two office hours without a line, and none for any other; declared
 * outages are known from the start here, and excused.
 */
export async function silenceScore(
  { pool, catalogue }: CommandParts,
  blackouts: readonly Blackout[],
  heard: ReadonlyMap<string, Instant[]>,
  world: World,
): Promise<RuleScore> {
  const { rows: sources } = await pool.query<{ sourceId: number; uri: string }>(
    `select source_id as "sourceId", uri from sources`,
  );
  await pool.query(`update sources set settings = jsonb_set(settings, '{historical}', 'false')`);
  await pool.query('delete from source_watermarks');
  await catalogue.refresh(pool);
  const read = new Map<string, number>();
  for (let now = world.from + step; now <= world.to; now += step) {
    if (!world.calendar.isOpen(now)) continue;
    const none = { accepted: 0, duplicates: 0, rejected: 0, late: 0 };
    const news = sources.flatMap(({ sourceId, uri }) => {
      const arrivals = heard.get(uri) ?? [];
      let n = read.get(uri) ?? 0;
      const before = n;
      while ((arrivals[n] ?? Infinity) <= now) n += 1;
      read.set(uri, n);
      const last = arrivals[n - 1];
      return last === undefined || n === before
        ? []
        : [{ sourceId, ...none, lastOccurredAt: last, receivedAt: last }];
    });
    if (news.length > 0) await inTransaction(pool, (db) => recordHeard(db, news));
    await watchSources({ pool, catalogue: () => catalogue.current() }, now);
  }
  const { rows: flags } = await pool.query<{ uri: string; at: Instant }>(
    `select s.uri, f.occurred_at as at from flags f join sources s using (source_id) where f.rule = 'FEED-01'`,
  );
  return score(flags, blackouts, world);
}

function score(
  flags: { uri: string; at: Instant }[],
  blackouts: readonly Blackout[],
  { calendar, to }: World,
): RuleScore {
  const officeMinutes = ({ from, to: until }: Blackout): number => {
    let n = 0;
    for (let at = from; at < Math.min(until, to); at += minute) if (calendar.isOpen(at)) n += 1;
    return n;
  };
  const begun = blackouts.filter(({ from }) => from < to);
  const due = begun.filter((it) => !it.declared && officeMinutes(it) > noticedAfter);
  const isIn = (it: Blackout, flag: { uri: string; at: Instant }): boolean =>
    flag.uri === it.source && flag.at >= it.from && flag.at <= it.to;
  const missed = due.filter((it) => !flags.some((flag) => isIn(it, flag)));
  const wrong = flags.filter((flag) => !due.some((it) => isIn(it, flag)));
  const found = due.length - missed.length;
  return {
    rule: 'FEED-01',
    planted: due.length,
    nearMisses: begun.length - due.length,
    found,
    missed: missed.length,
    differing: 0,
    false: wrong.length,
    falseNear: wrong.filter((flag) => begun.some((it) => isIn(it, flag))).length,
    precision: flags.length === 0 ? 1 : (flags.length - wrong.length) / flags.length,
    recall: due.length === 0 ? 1 : found / due.length,
    missedCases: missed.slice(0, 5).map(({ source, from }) => `${source} ${new Date(from).toISOString()}`),
    falseCases: wrong.slice(0, 5).map(({ uri, at }) => `${uri} ${new Date(at).toISOString()}`),
  };
}
