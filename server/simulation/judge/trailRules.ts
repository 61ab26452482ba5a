import type { DemoItem } from '../city/demoItems.ts';
import { hour, minute } from '../time.ts';
import type { Trail } from './readTrail.ts';
import type { ExpectedFinding } from './verdict.ts';

const skew = 5 * minute;
const isGranted = (outcome: unknown): boolean =>
  outcome === 'granted' || outcome === 'granted_with_deficiency';

/** The shortest plausible handling: the item's floor or a twentieth of the promise at seven hours a day, in ms. */
export function plausibleMinimum(item: DemoItem): number {
  const candidates: number[] = [];
  if (item.floorMinutes !== undefined) candidates.push(item.floorMinutes * minute);
  const promise = item.promisedLimit;
  if (promise?.unit === 'workday') candidates.push(promise.value * 7 * hour * 0.05);
  if (promise?.unit === 'minute') candidates.push(promise.value * minute * 0.05);
  return candidates.length > 0 ? Math.min(...candidates) : 30 * minute;
}

/** FAST-01, FAST-03. */
export function speedFindings(trail: Trail, item: DemoItem): ExpectedFinding[] {
  const { concluded, acceptedAt, marks } = trail;
  if (!concluded) return [];
  if (item.handling === 'auto') {
    const handler = concluded.data.handler;
    const isHuman =
      typeof handler === 'object' && handler !== null && 'kind' in handler && handler.kind === 'human';
    return isHuman ? [{ rule: 'FAST-03', severity: 'info', state: 'concluded' }] : [];
  }
  const isOnMerits = isGranted(concluded.data.outcome) || concluded.data.outcome === 'refused';
  const isExempt =
    item.handling === 'instant' ||
    ['promise_based', 'pre_service', 'bulk'].some((mark) => marks.includes(mark));
  if (isExempt || !isOnMerits || acceptedAt === undefined) return [];
  const took = concluded.at - acceptedAt;
  return took >= 0 && took < plausibleMinimum(item)
    ? [{ rule: 'FAST-01', severity: 'query', state: 'concluded' }]
    : [];
}

/** STEP-01, STEP-02, STEP-03. */
export function trailFindings(trail: Trail, item: DemoItem): ExpectedFinding[] {
  const { concluded } = trail;
  const state = concluded ? 'concluded' : 'open';
  const findings: ExpectedFinding[] = [];
  if (concluded && isIncomplete(trail, item)) findings.push({ rule: 'STEP-01', severity: 'query', state });
  if (concluded && item.handling !== 'auto' && isSynthetic(trail))
    findings.push({ rule: 'STEP-02', severity: 'query', state });
  if (isInWrongOrder(trail)) findings.push({ rule: 'STEP-03', severity: 'query', state });
  return findings;
}

function isIncomplete(trail: Trail, item: DemoItem): boolean {
  const outcome = trail.concluded?.data.outcome;
  const route = item.route ?? [];
  const decision = route.findIndex((step) => step.satisfiedBy?.includes('case.decided'));
  const asked = isGranted(outcome) ? route : outcome === 'refused' ? route.slice(0, decision + 1) : [];
  const types = new Set<string>(trail.events.map((event) => event.type));
  return asked
    .filter((step) => step.required !== false)
    .some(
      ({ step, aliases = [], satisfiedBy = [] }) =>
        !satisfiedBy.some((type) => types.has(type)) &&
        !trail.steps.some((done) => done.step === step || aliases.includes(done.step)),
    );
}

/** Three steps and more under one stamp, or acceptance and all steps stamped with the conclusion. */
function isSynthetic({ steps, concluded, acceptedAt }: Trail): boolean {
  const stamps = new Set(
    steps.flatMap(({ startedAt, endedAt }) => [startedAt, endedAt]).filter((at) => at !== undefined),
  );
  if (stamps.size !== 1) return false;
  return (
    steps.length >= 3 || (concluded !== undefined && stamps.has(concluded.at) && acceptedAt === concluded.at)
  );
}

function isInWrongOrder({ submittedAt, acceptedAt, concluded, steps }: Trail): boolean {
  if (concluded && acceptedAt === undefined)
    return isGranted(concluded.data.outcome) || concluded.data.outcome === 'refused';
  if (concluded && acceptedAt !== undefined && acceptedAt - concluded.at > skew) return true;
  if (submittedAt !== undefined && acceptedAt !== undefined && submittedAt - acceptedAt > skew) return true;
  return steps.some(
    ({ startedAt, endedAt }) =>
      startedAt !== undefined && endedAt !== undefined && startedAt - endedAt > skew,
  );
}
