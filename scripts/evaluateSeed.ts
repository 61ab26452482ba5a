import { join } from 'node:path';
import type { Instant } from '#contract/time';
import { openCommandParts, type CommandParts } from '../server/commandParts.ts';
import { chinesePublishedDays } from '../server/catalogue/chinesePublishedDays.ts';
import { raiseFlags } from '../server/flags/raiseFlags.ts';
import { scanCases } from '../server/flags/scanCases.ts';
import { readConfig } from '../server/config.ts';
import { cityCases } from '../server/simulation/cityCases.ts';
import { evaluate, type FoundRow, type RuleScore } from '../server/simulation/evaluate.ts';
import { createOfficeCalendar } from '../server/simulation/officeCalendar.ts';
import { dayOf, startOf } from '../server/simulation/time.ts';
import { truthOfSilences, type TruthRow } from '../server/simulation/truth.ts';
import { importHistory } from './importHistory.ts';
import { flagsOfCases, silenceScore } from './evaluateFlags.ts';
import { writeHistory } from '../server/simulation/writeHistory.ts';

export interface EvaluateOptions {
  seed: number;
  days: number;
  volume: number;
  asOf: Instant;
}

export interface Evaluation extends EvaluateOptions {
  cases: number;
  events: number;
  seconds: Record<string, number>;
  /** By `scan`, and by the flag job. */
  scores: Record<'scan' | 'flags', RuleScore[]>;
}

/** One seed in the data directory `dir`, which is left with the engine stopped. */
export async function evaluateSeed(
  dir: string,
  options: EvaluateOptions,
  say: (sentence: string) => void,
): Promise<Evaluation> {
  const { seed, days, volume, asOf } = options;
  const world = {
    seed,
    from: startOf(dayOf(asOf) - days),
    to: asOf,
    calendar: createOfficeCalendar(chinesePublishedDays().days),
  };
  const city = cityCases(world, volume, true);
  const seconds: Record<string, number> = {};
  const timed = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
    const began = performance.now();
    const result = await work();
    seconds[what] = Math.round(performance.now() - began) / 1000;
    say(`seed ${String(seed)}: ${what} took ${String(seconds[what])} s`);
    return result;
  };

  const truth: TruthRow[] = truthOfSilences(city.blackouts);
  const told = await timed('generate', () => writeHistory(city, world, join(dir, 'history'), truth));
  const config = readConfig({ DUBAN_DATA_DIR: join(dir, 'data'), DATABASE_URL: process.env['DATABASE_URL'] });
  const parts = await openCommandParts(config, say, 'evaluate');
  try {
    await timed('import', () => importHistory(parts, told.files));
    const scanned = await timed('scan', () => scan(parts, asOf));
    const catalogue = () => parts.catalogue.current();
    const onPoison = (caseId: string, error: unknown) => say(`${caseId}: ${String(error)}`);
    // the import has set the next checks for today; the job is to believe that today is the end of the history
    await parts.pool.query('update cases set next_check_at = $1', [new Date(asOf)]);
    await timed('flags', () => raiseFlags({ pool: parts.pool, catalogue, onPoison }, asOf));
    const flagged = await flagsOfCases(parts.pool);
    const silence = await timed('silence', () => silenceScore(parts, city.blackouts, told.heard, world));
    const scores = { scan: evaluate(truth, scanned), flags: [...evaluate(truth, flagged), silence] };
    return { ...options, cases: told.cases, events: told.events, seconds, scores };
  } finally {
    await parts.close();
  }
}

async function scan({ pool, catalogue }: CommandParts, asOf: Instant): Promise<FoundRow[]> {
  const rows: FoundRow[] = [];
  const parts = { db: pool, catalogue: catalogue.current(), rules: undefined };
  for await (const { caseId, rule, severity, state } of scanCases(parts, { asOf, knownAt: Infinity })) {
    rows.push({ caseId, rule, severity, state });
  }
  return rows;
}
