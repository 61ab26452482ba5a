import { parseArgs } from 'node:util';
import type { Pool } from 'pg';
import { Problem } from '#contract/problem';
import type { RuleId } from '#contract/rule';
import type { BacktestReport, Proposal } from '#contract/ruleSchema';
import type { Instant } from '#contract/time';
import type { CatalogueHolder } from '../catalogue/catalogueHolder.ts';
import {
  readDay,
  readParams,
  readRule,
  readScope,
  readSeverity,
  ruleOptions,
} from '../catalogue/readRuleArguments.ts';
import { backtest } from './backtest.ts';
import { checkProposal } from './checkProposal.ts';
import { rejudge } from './rejudge.ts';

const asked =
  '--from DATE --to DATE [--params NAME=VALUE …] [--scope region=CODE,item=CODE] [--severity S] [--disable]';
export const backtestUsage = `duban backtest RULE ${asked}`;
export const rejudgeUsage = `duban rejudge RULE ${asked} [--note TEXT] [--apply]`;

export interface BacktestIo {
  out(line: string): void;
  err(line: string): void;
  terminal?: boolean;
  write?(text: string): void;
}

interface Parts {
  pool: Pool;
  catalogue: CatalogueHolder;
  now: Instant;
}

/** `duban backtest`: what a change would have done, as one JSON document; changes nothing. Exit code 0, 1, 2. */
export function backtestCommand(args: string[], io: BacktestIo, parts: Parts): Promise<number> {
  return answered(io, backtestUsage, async () => {
    const { rule, proposal } = read(args, false);
    io.out(JSON.stringify(await shown(io, parts, rule, proposal), null, 2));
  });
}

/** `duban rejudge`: the same, and with --apply the past is judged again. Without it nothing changes. */
export function rejudgeCommand(args: string[], io: BacktestIo, parts: Parts): Promise<number> {
  return answered(io, rejudgeUsage, async () => {
    const { rule, proposal, apply } = read(args, true);
    const { examples: _, ...report } = await shown(io, parts, rule, proposal);
    io.out(JSON.stringify(report));
    if (!apply) {
      io.err('Nothing was changed; add --apply to judge again what this shows.');
      return;
    }
    const { pool, catalogue, now } = parts;
    const order = { rule, proposal, actor: 'command' };
    io.out(
      JSON.stringify(await rejudge({ pool, holder: catalogue, onProgress: progressTo(io) }, order, now)),
    );
  });
}

function shown(
  io: BacktestIo,
  { pool, catalogue, now }: Parts,
  rule: RuleId,
  proposal: Proposal,
): Promise<BacktestReport> {
  checkProposal(rule, proposal, catalogue.current());
  const parts = { pool, catalogue: catalogue.current(), onProgress: progressTo(io) };
  return backtest(parts, rule, proposal, now);
}

function progressTo({ terminal, write }: BacktestIo): (done: number, of: number) => void {
  return (done, of) => {
    if (terminal) write?.(`\r${done} of ${of} cases${done >= of ? '\n' : ''}`);
  };
}

async function answered(io: BacktestIo, usage: string, run: () => Promise<void>): Promise<number> {
  try {
    await run();
    return 0;
  } catch (error) {
    const misused = error instanceof TypeError || (error instanceof Problem && error.code === 'usage');
    if (!misused && !(error instanceof Problem)) throw error;
    io.err(error.message);
    if (misused) io.err(`usage: ${usage}`);
    return misused ? 2 : 1;
  }
}

function read(args: string[], mayApply: boolean): { rule: RuleId; proposal: Proposal; apply: boolean } {
  const options = { ...ruleOptions, apply: { type: 'boolean', default: false } } as const;
  const { positionals, values } = parseArgs({ args, options, allowPositionals: true, strict: true });
  const [id, ...params] = positionals;
  if (values.apply && !mayApply) throw new Problem('usage', '--apply belongs to duban rejudge.');
  const proposal: Proposal = {
    from: readDay('--from', values.from),
    to: readDay('--to', values.to),
    params: checkedKinds(readParams([...values.params, ...params])),
    enabled: !values.disable,
    severity: readSeverity(values.severity),
    scope: readScope(values.scope),
    note: values.note,
  };
  return { rule: readRule(id), proposal, apply: values.apply };
}

function checkedKinds(params: Record<string, unknown>): Proposal['params'] {
  const checked: Proposal['params'] = {};
  for (const [name, value] of Object.entries(params)) {
    if (typeof value !== 'number' && typeof value !== 'string' && typeof value !== 'boolean')
      throw new Problem(
        'usage',
        `--params ${name} is ${JSON.stringify(value)}; a number, a text, true or false is expected.`,
      );
    checked[name] = value;
  }
  return checked;
}
