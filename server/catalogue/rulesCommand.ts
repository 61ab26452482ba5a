import { parseArgs } from 'node:util';
import type { Pool } from 'pg';
import { Problem } from '#contract/problem';
import { ruleIds, type RuleId } from '#contract/rule';
import type { Instant, LocalDay } from '#contract/time';
import { inTransaction } from '../db/transaction.ts';
import { builtInVersion } from '../domain/rules/ruleTable.ts';
import { anywhere, versionInForce } from '../domain/rules/ruleTerms.ts';
import type { Catalogue } from './catalogue.ts';
import { mustNotBeginBefore, newRuleVersion } from './newRuleVersion.ts';
import { readDay, readParams, readRule, readScope, readSeverity, ruleOptions } from './readRuleArguments.ts';
import { setRuleVersion } from './ruleVersionStore.ts';

export const rulesUsage = `duban rules list
duban rules show ID
duban rules set ID --from DATE [--to DATE] [--params JSON|NAME=VALUE …] [--severity S] [--scope region=CODE,item=CODE] [--note TEXT] [--disable]
duban rules dry-run ID --params JSON --from DATE --to DATE`;

interface Io {
  out(line: string): void;
  err(line: string): void;
}

interface RulesParts {
  pool: Pool;
  catalogue: Catalogue;
  today: LocalDay;
  now: Instant;
}

/** Thresholds are data: listed, shown with their versions, and set from a day on. Exit code 0, 1, 2. */
export async function rulesCommand(args: string[], io: Io, parts: RulesParts): Promise<number> {
  try {
    await run(args, io, parts);
    return 0;
  } catch (error) {
    const misused = error instanceof TypeError || (error instanceof Problem && error.code === 'usage');
    if (!misused && !(error instanceof Problem)) throw error;
    io.err(error.message);
    if (misused) io.err(`usage: ${rulesUsage}`);
    return misused ? 2 : 1;
  }
}

async function run(args: string[], io: Io, { pool, catalogue, today, now }: RulesParts): Promise<void> {
  const { positionals, values } = parseArgs({
    args,
    options: ruleOptions,
    allowPositionals: true,
    strict: true,
  });
  const [action, id, ...rest] = positionals;
  const versionsOf = (rule: RuleId) => catalogue.ruleVersions.filter((version) => version.rule === rule);
  const inForce = (rule: RuleId) => versionInForce(versionsOf(rule), builtInVersion(rule), anywhere, today);
  if (action === 'list' && id === undefined) {
    for (const rule of ruleIds) io.out(JSON.stringify(inForce(rule)));
    return;
  }
  const rule = readRule(id);
  if (action === 'show' && rest.length === 0) {
    io.out(JSON.stringify({ inForce: inForce(rule), versions: versionsOf(rule) }, null, 2));
    return;
  }
  if (action !== 'set') throw new Problem('usage', `"rules ${positionals.join(' ')}" is not known.`);
  const asked = {
    validFrom: readDay('--from', values.from),
    validTo: values.to === undefined ? null : readDay('--to', values.to),
    enabled: !values.disable,
    params: readParams([...values.params, ...rest]),
    severity: readSeverity(values.severity),
    scope: readScope(values.scope),
    note: values.note,
  };
  mustNotBeginBefore(today, asked);
  const version = newRuleVersion(rule, asked, catalogue, 'command');
  io.out(JSON.stringify(await inTransaction(pool, (db) => setRuleVersion(db, version, now))));
}
