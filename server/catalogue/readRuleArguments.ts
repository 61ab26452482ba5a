import { Problem } from '#contract/problem';
import { ruleIds, severities, type RuleId, type RuleScope, type Severity } from '#contract/rule';
import { ruleScopeSchema } from '#contract/ruleSchema';
import type { LocalDay } from '#contract/time';

/** How commands name thresholds and scopes. */
export const ruleOptions = {
  params: { type: 'string', multiple: true, default: [] as string[] },
  from: { type: 'string' },
  to: { type: 'string' },
  scope: { type: 'string', multiple: true, default: [] as string[] },
  severity: { type: 'string' },
  note: { type: 'string', default: '' },
  disable: { type: 'boolean', default: false },
} as const;

/** @throws Problem `usage`, here and below */
export function readRule(text: string | undefined): RuleId {
  const rule = ruleIds.find((known) => known === text?.toUpperCase());
  if (!rule) throw new Problem('usage', `"${text ?? ''}" is no rule; known rules are ${ruleIds.join(', ')}.`);
  return rule;
}

export function readDay(name: string, text: string | undefined): LocalDay {
  if (text !== undefined && /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text))) return text;
  throw new Problem(
    'usage',
    `${name} DATE is expected, such as 2026-12-01${text === undefined ? '' : `; it is "${text}"`}.`,
  );
}

export function readSeverity(text: string | undefined): Severity | null {
  if (text === undefined) return null;
  const severity = severities.find((known) => known === text);
  if (!severity) throw new Problem('usage', `--severity is "${text}"; known are ${severities.join(', ')}.`);
  return severity;
}

/** Thresholds as one JSON object, or as `name=value`, several repeated. */
export function readParams(texts: readonly string[]): Record<string, unknown> {
  const params: Record<string, unknown> = {};
  for (const text of texts) {
    if (text.trimStart().startsWith('{')) Object.assign(params, jsonObject(text));
    else {
      const [name, value] = pair('--params', text);
      params[name] = jsonOr(value);
    }
  }
  return params;
}

/** `region=500112`, several repeated or separated by commas. */
export function readScope(texts: readonly string[]): RuleScope {
  const pairs = texts.flatMap((text) => text.split(',')).map((text) => pair('--scope', text));
  const parsed = ruleScopeSchema.safeParse(Object.fromEntries(pairs));
  if (parsed.success) return parsed.data;
  const known = Object.keys(ruleScopeSchema.shape).join(', ');
  throw new Problem('usage', `--scope ${texts.join(' ')} is not valid; it names one code each of ${known}.`);
}

function pair(option: string, text: string): [string, string] {
  const [name = '', ...rest] = text.split('=');
  if (name === '' || rest.length === 0)
    throw new Problem('usage', `${option} is "${text}"; name=value is expected.`);
  return [name, rest.join('=')];
}

function jsonOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function jsonObject(text: string): object {
  const value = jsonOr(text);
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    throw new Problem('usage', `--params is not a JSON object: ${text}`);
  return value;
}
