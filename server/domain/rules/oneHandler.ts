import type { Handler } from '#contract/caseEvent';
import type { Round } from '../cases/caseState.ts';
import { unlessTrailComplete } from './proof.ts';
import { clear, exempt, notEvaluable, raised, type Rule } from './rule.ts';

/** STEP-04: accepted, reviewed and decided by one person where the item wants two (一审一核). */
export const oneHandler: Rule = {
  id: 'STEP-04',
  aspect: 'lawfulness',
  defaults: {},
  judge(context) {
    const { round, clock } = context;
    const { accepted, concluded, decided, steps } = round;
    const { item } = clock;
    if (!item || item.provisional) return notEvaluable('no_item');
    if (item.handling === 'instant') return exempt('instant');
    if (item.handling === 'auto') return exempt('auto_decided');
    if (!item.route || item.route.length === 0) return notEvaluable('no_route');
    if (!item.route.some((step) => step.separateHandler)) return exempt('one_handler_allowed');
    if (!concluded) return exempt('not_concluded');
    if (!isDecided(round)) return exempt('outcome');
    const handlers = [accepted?.handler, ...steps.map((s) => s.handler), (decided ?? concluded).handler];
    const known = handlers.filter((h): h is Handler => h !== undefined);
    if (new Set(known.map((h) => h.code)).size > 1) return clear;
    const wait = unlessTrailComplete(context);
    if (wait) return wait;
    const [only] = known;
    if (!only || known.length < handlers.length || steps.length === 0) return notEvaluable('no_handler');
    if (only.kind === 'machine') return exempt('auto_decided');
    return raised({
      severity: 'info',
      occurrence: concluded.eventId,
      at: concluded.at,
      caseState: 'concluded',
      facts: { handler: only.code, steps: steps.length },
      events: [accepted, ...steps, decided, concluded].flatMap((it) => (it ? [it.eventId] : [])),
    });
  },
};

const isDecided = ({ concluded }: Round): boolean =>
  concluded?.outcome === 'granted' ||
  concluded?.outcome === 'granted_with_deficiency' ||
  concluded?.outcome === 'refused';
