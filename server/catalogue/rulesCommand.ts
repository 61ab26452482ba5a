import { parseArgs } from 'node:util';
import type { Pool } from 'pg';
import { ruleIds, type RuleId, type RuleParams } from '#contract/rule';
import type { Instant } from '#contract/time';
import { builtInVersion } from '../domain/rules/ruleTable.ts';
import { listRuleVersions, setRuleVersion, ruleInForce } from './ruleVersionStore.ts';

export const rulesUsage = `duban rules list
duban rules show ID
duban rules set ID --params JSON --from DATE [--disable]`;

interface Io {
  out(line: string): void;
  err(line: string): void;
}

const options = {
  params: { type: 'string', default: '{}' },
  from: { type: 'string' },
  disable: { type: 'boolean', default: false },
} as const;

/** Thresholds are data: listed, shown with their versions, and set from a day on. Exit code 0, 1, 2. */
export async function rulesCommand(
  args: string[],
  io: Io,
  { pool, today, now }: { pool: Pool; today: string; now: Instant },
): Promise<number> {
  const wrong = (sentence: string) => {
    io.err(sentence);
    io.err(`usage: ${rulesUsage}`);
    return 2;
  };
  let parsed;
  try {
    parsed = parseArgs({ args, options, allowPositionals: true, strict: true });
  } catch (error) {
    return wrong(error instanceof Error ? error.message : String(error));
  }
  const [action, id, ...rest] = parsed.positionals;
  const versions = await listRuleVersions(pool);
  const inForce = (rule: RuleId) => ruleInForce(versions, rule, today, builtInVersion(rule).params);
  if (action === 'list' && id === undefined) {
    for (const rule of ruleIds) io.out(JSON.stringify(inForce(rule)));
    return 0;
  }
  const rule = ruleIds.find((known) => known === id);
  if (!rule || rest.length > 0)
    return wrong(`"${id ?? ''}" is no rule; known rules are ${ruleIds.join(', ')}.`);
  if (action === 'show') {
    io.out(
      JSON.stringify({ inForce: inForce(rule), versions: versions.filter((v) => v.rule === rule) }, null, 2),
    );
    return 0;
  }
  if (action !== 'set') return wrong(`"rules ${action ?? ''}" is not known.`);
  const { from, params, disable } = parsed.values;
  if (from === undefined || !/^\d{4}-\d\d-\d\d$/.test(from))
    return wrong('--from DATE is expected, such as 2026-12-01.');
  const given = readParams(params, builtInVersion(rule).params);
  if (typeof given === 'string') return wrong(given);
  const set = { rule, validFrom: from, enabled: !disable, params: given, actor: 'command' };
  io.out(JSON.stringify(await setRuleVersion(pool, set, now)));
  return 0;
}

/** Only thresholds the rule has, each of its kind. */
function readParams(text: string, known: RuleParams): RuleParams | string {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    return `--params is not JSON: ${text}`;
  }
  if (given === null || typeof given !== 'object' || Array.isArray(given))
    return '--params must be a JSON object.';
  const params: RuleParams = {};
  for (const [name, value] of Object.entries(given)) {
    const builtIn = known[name];
    if (builtIn === undefined)
      return `--params names "${name}"; this rule has ${Object.keys(known).join(', ') || 'no thresholds'}.`;
    if (typeof value !== typeof builtIn)
      return `--params.${name} is ${JSON.stringify(value)}; a ${typeof builtIn} is expected.`;
    params[name] = value;
  }
  return params;
}
