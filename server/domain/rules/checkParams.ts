import { Problem } from '#contract/problem';
import type { RuleId, RuleParams } from '#contract/rule';
import { manyRules } from './many/manyRules.ts';
import { builtInVersion, caseRules } from './ruleTable.ts';

/** No threshold means anything beyond it: more minutes, days or cases than that are a slip of the pen. */
const most = 1_000_000;

/** Bounds of a rule's numeric thresholds, both included. */
export function rangesOf(rule: RuleId): Record<string, [least: number, greatest: number]> {
  const own = [...caseRules, ...manyRules].find(({ id }) => id === rule)?.ranges ?? {};
  const numeric = Object.entries(builtInVersion(rule).params).filter(
    ([, value]) => typeof value === 'number',
  );
  return Object.fromEntries(
    numeric.map(([name]) => {
      const [least, greatest] = own[name] ?? [0, /percent/i.test(name) ? 100 : most];
      return [name, [least, greatest]];
    }),
  );
}

/**
 * Only thresholds that the rule has, each of its default's kind and in its range.
 * @throws Problem `invalid` naming the threshold, the value and what is expected; `path` is `params.` and its name
 */
export function checkParams(rule: RuleId, given: Readonly<Record<string, unknown>>): RuleParams {
  const { params: defaults } = builtInVersion(rule);
  const ranges = rangesOf(rule);
  const params: RuleParams = {};
  for (const [name, value] of Object.entries(given)) {
    const builtIn = Object.hasOwn(defaults, name) ? defaults[name] : undefined;
    if (builtIn === undefined) {
      const known = Object.keys(defaults).join(', ') || 'none';
      throw fault(name, `${rule} has no threshold "${name}"; those it has: ${known}.`);
    }
    params[name] = checked(rule, name, value, builtIn, ranges[name] ?? [0, most]);
  }
  return params;
}

function checked(
  rule: RuleId,
  name: string,
  value: unknown,
  builtIn: RuleParams[string],
  range: readonly [number, number],
): RuleParams[string] {
  const said = `${rule}'s threshold "${name}" is ${JSON.stringify(value)}`;
  if (typeof builtIn === 'number' && typeof value === 'number') {
    const [least, greatest] = range;
    if (value >= least && value <= greatest) return value;
    throw fault(name, `${said}; a number from ${least} to ${greatest} is expected.`);
  }
  if (typeof builtIn === 'string' && typeof value === 'string') return value;
  if (typeof builtIn === 'boolean' && typeof value === 'boolean') return value;
  throw fault(name, `${said}; a ${typeof builtIn} is expected, such as ${JSON.stringify(builtIn)}.`);
}

function fault(name: string, sentence: string): Problem {
  return new Problem('invalid', sentence, { path: `params.${name}` });
}
