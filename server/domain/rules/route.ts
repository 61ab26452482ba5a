import type { ItemVersion, RouteStep } from '#contract/item';
import type { Round } from '../cases/caseState.ts';

/** The route's step that a reported name means: its own name or one of its aliases. */
export function routeStep(item: ItemVersion | undefined, name: string): RouteStep | undefined {
  return item?.route?.find((s) => s.step === name || s.aliases?.includes(name));
}

/** Whether a route step left a trace: a reported step of that name, or a lifecycle event that proves it. */
export function isTaken(step: RouteStep, round: Round): boolean {
  const reported = round.steps.some((s) => s.step === step.step || step.aliases?.includes(s.step));
  return reported || (step.satisfiedBy ?? []).some((type) => happened(type, round));
}

function happened(type: string, round: Round): boolean {
  switch (type) {
    case 'case.submitted':
      return round.submitted !== undefined;
    case 'case.received':
      return round.received !== undefined;
    case 'case.accepted':
      return round.accepted !== undefined;
    case 'case.decided':
      return round.decided !== undefined;
    case 'case.concluded':
      return round.concluded !== undefined;
    case 'case.certificate_issued':
      return round.issued !== undefined;
    case 'case.delivered':
      return round.delivered !== undefined;
    default:
      return false;
  }
}
