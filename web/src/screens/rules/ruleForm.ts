import { severities } from '#contract/rule';
import type { LocalDay } from '#contract/time';
import type { ListedRule, NewRuleVersion, Proposal } from '../../api/rules.ts';

/** What is typed of a change of a rule, by field; thresholds as `params.NAME`. */
export type RuleFormValues = Readonly<Record<string, string>>;

const scopeFields = ['region', 'department', 'item', 'itemType', 'handling'] as const;
type Terms = Omit<Proposal, 'from' | 'to'>;

/** The form as the version in force would fill it. */
export function firstValues(
  { inForce, defaults }: ListedRule,
  today: LocalDay,
  from: LocalDay,
): RuleFormValues {
  const params = { ...defaults, ...inForce.params };
  return {
    ...Object.fromEntries(Object.entries(params).map(([name, value]) => [`params.${name}`, String(value)])),
    enabled: String(inForce.enabled),
    severity: inForce.severity ?? '',
    note: '',
    from,
    to: today,
    validFrom: today,
    validTo: '',
  };
}

/** What was typed, as the server takes it. Thresholds that cannot be read go as they are: it names them. */
export function termsOf(values: RuleFormValues, { defaults }: ListedRule): Terms {
  const params: Record<string, number | string | boolean> = {};
  for (const [name, builtIn] of Object.entries(defaults)) {
    const text = (values[`params.${name}`] ?? '').trim();
    if (typeof builtIn === 'number') params[name] = Number(text);
    else params[name] = typeof builtIn === 'boolean' ? text === 'true' : text;
  }
  const scope = Object.fromEntries(
    scopeFields.flatMap((name) => (values[name] ? [[name, values[name]]] : [])),
  );
  return {
    params,
    enabled: values['enabled'] !== 'false',
    severity: severities.find((severity) => severity === values['severity']) ?? null,
    scope: scope as Terms['scope'],
    note: (values['note'] ?? '').trim(),
  };
}

type RuleFault = 'number' | 'range' | 'day' | 'order' | 'past';
type RuleFaults = Readonly<Record<string, RuleFault>>;

/** What is wrong with the terms, by field. */
export function termFaults(values: RuleFormValues, { defaults, ranges }: ListedRule): RuleFaults {
  const faults: Record<string, RuleFault> = {};
  for (const [name, builtIn] of Object.entries(defaults)) {
    if (typeof builtIn !== 'number') continue;
    const field = `params.${name}`;
    const text = (values[field] ?? '').trim();
    const [least, most] = ranges[name] ?? [0, Infinity];
    if (text === '' || Number.isNaN(Number(text))) faults[field] = 'number';
    else if (Number(text) < least || Number(text) > most) faults[field] = 'range';
  }
  return faults;
}

export function periodFaults({ from = '', to = '' }: RuleFormValues): RuleFaults {
  if (from === '') return { from: 'day' };
  if (to === '') return { to: 'day' };
  return to < from ? { to: 'order' } : {};
}

export function forceFaults({ validFrom = '', validTo = '' }: RuleFormValues, today: LocalDay): RuleFaults {
  if (validFrom === '') return { validFrom: 'day' };
  if (validFrom < today) return { validFrom: 'past' };
  return validTo !== '' && validTo < validFrom ? { validTo: 'order' } : {};
}

export const versionOf = (
  terms: Terms,
  { validFrom = '', validTo = '' }: RuleFormValues,
): NewRuleVersion => ({
  params: terms.params,
  enabled: terms.enabled,
  severity: terms.severity,
  scope: terms.scope,
  note: terms.note,
  validFrom,
  validTo: validTo || null,
});

/** Whether two proposals ask the same; the order of names says nothing. */
export function isSameProposal(one: object | null | undefined, other: object | null | undefined): boolean {
  return JSON.stringify(ordered(one)) === JSON.stringify(ordered(other));
}

const ordered = (part: unknown): unknown =>
  typeof part === 'object' && part !== null
    ? Object.entries(part)
        .map(([name, value]): [string, unknown] => [name, ordered(value)])
        .sort(([a], [b]) => (a < b ? -1 : 1))
    : part;
