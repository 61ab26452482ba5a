import { findingSeverities, type SelfTest } from '#contract/selfTestSchema';
import type { Instant } from '#contract/time';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import { ruleBench } from '../../catalogue/ruleBench.ts';
import { instantText } from '../../http/instantText.ts';
import { clockFindings } from './clockFindings.ts';
import { coverageFindings } from './coverageFindings.ts';
import type { Looked, LookedAt } from './lookedAt.ts';
import { orderFindings } from './orderFindings.ts';
import { refusalFindings } from './refusalFindings.ts';
import { ruleFindings, tallyRules } from './ruleFindings.ts';

/** What is good and bad about a stream, by the validation and the law that would meet it. */
export async function selfTestReport(looked: Looked, catalogue: Catalogue, now: Instant): Promise<SelfTest> {
  const { source, events, cases, of, whole } = looked;
  // what was not sent yet may still come: a stream is judged as complete
  const proofs = new Map([[source.sourceId, { lastOccurredAt: Infinity, live: true }]]);
  const rules = await tallyRules(cases, ruleBench(catalogue, proofs, now), now);
  const aheadOf = ({ example }: LookedAt): number | undefined => {
    const at = Date.parse(example.time ?? '');
    return Number.isNaN(at) ? undefined : at - now;
  };
  const findings = [
    ...refusalFindings(events, aheadOf),
    ...orderFindings(looked),
    ...clockFindings(looked, catalogue.timezone, now),
    ...ruleFindings(rules, looked),
    ...coverageFindings(looked),
  ];
  const rank = (severity: (typeof findingSeverities)[number]): number => findingSeverities.indexOf(severity);
  const counted = (status: LookedAt['status']): number =>
    events.filter((one) => one.status === status).length;
  return {
    sourceId: source.sourceId,
    source: source.name,
    checkedAt: instantText(now),
    of,
    received: events.length,
    whole,
    accepted: counted('accepted'),
    duplicates: counted('duplicate'),
    rejected: counted('rejected'),
    cases: cases.length,
    findings: findings.sort((a, b) => rank(a.severity) - rank(b.severity) || b.n - a.n),
    types: typesOf(events),
    rules,
  };
}

function typesOf(events: readonly LookedAt[]): SelfTest['types'] {
  const counted = new Map<string, number>();
  for (const { example, event } of events) {
    const type = event?.type ?? example.type ?? '';
    if (type !== '') counted.set(type, (counted.get(type) ?? 0) + 1);
  }
  return [...counted]
    .map(([type, n]) => ({ type, n }))
    .sort((a, b) => b.n - a.n || (a.type < b.type ? -1 : 1))
    .slice(0, 100);
}
