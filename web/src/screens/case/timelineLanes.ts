import type { Instant } from '#contract/time';
import type { CaseAnswer } from '../../api/cases.ts';

type CaseEvent = CaseAnswer['events'][number];

export interface Bar {
  from: Instant;
  to: Instant;
  /** `open`: it has not ended. */
  isOpen: boolean;
}

export interface Lane {
  kind: 'milestone' | 'step' | 'suspension';
  /** The event's word for a milestone, the step's own name for a step. */
  name: string;
  handler: string;
  bars: Bar[];
  points: Instant[];
}

/** Received and accepted, decided and delivered: moments without a length. */
const milestones = [
  'submitted',
  'received',
  'correction_requested',
  'correction_received',
  'accepted',
  'extended',
  'decided',
  'concluded',
  'certificate_issued',
  'delivered',
];

/**
 * What happened to a case as lanes in the order of their beginning: moments, steps with the time their handler had
 * them, suspensions. A step of which only the end is known lasts from the event before it.
 * @param until where what has not ended stands
 */
export function timelineLanes(events: readonly CaseEvent[], until: Instant): Lane[] {
  const lanes = new Map<string, Lane>();
  const lane = (kind: Lane['kind'], name: string): Lane => {
    const key = `${kind} ${name}`;
    const known = lanes.get(key);
    if (known) return known;
    const made: Lane = { kind, name, handler: '', bars: [], points: [] };
    lanes.set(key, made);
    return made;
  };
  let before: Instant | null = null;
  for (const event of events) {
    const at = Date.parse(event.time);
    const type = event.type.replace('case.', '');
    if (milestones.includes(type)) lane('milestone', type).points.push(at);
    else if (type === 'suspended') lane('suspension', type).bars.push({ from: at, to: until, isOpen: true });
    else if (type === 'resumed') end(lane('suspension', 'suspended'), at, at);
    else if (event.data.step !== undefined && (type === 'step_started' || type === 'step_completed')) {
      const step = lane('step', event.data.step);
      step.handler = handlerOf(event) || step.handler;
      if (type === 'step_started') step.bars.push({ from: at, to: until, isOpen: true });
      else end(step, at, before ?? at);
    }
    before = at;
  }
  return [...lanes.values()];
}

/** Ends the open bar, or makes one where only the end is known. */
function end(lane: Lane, at: Instant, from: Instant): void {
  const open = lane.bars.find(({ isOpen }) => isOpen);
  if (!open) lane.bars.push({ from, to: at, isOpen: false });
  else {
    open.to = at;
    open.isOpen = false;
  }
}

function handlerOf({ data }: CaseEvent): string {
  const handler = data.handler;
  return typeof handler === 'string' ? handler : (handler?.code ?? '');
}
