import type { Limit } from '#contract/limit';
import type { Instant } from '#contract/time';
import { limitClock, runsByTheClock, type LimitClock } from '../clock/limitClock.ts';
import { endOf } from '../cases/caseFacts.ts';
import type { StepRecord } from '../cases/caseState.ts';
import { unlessProven } from './proof.ts';
import { exempt, type Judgement, type Rule, type RuleContext } from './rule.ts';
import { routeStep } from './route.ts';

/** TIM-04: a step over its own limit although the whole is in time. */
export const stepOverLimit: Rule = {
  id: 'TIM-04',
  aspect: 'timeliness',
  defaults: {},
  judge(context) {
    const { round, clock, now, source } = context;
    const whole = clock.promised ?? clock.statutory;
    const end = endOf(round);
    if (whole && (end ?? now) > whole.due) return exempt('past_its_limit');
    const judgements: Judgement[] = [];
    let checkAt: Instant | null = null;
    const again = (at: Instant | null) => {
      if (at !== null) checkAt = checkAt === null ? at : Math.min(checkAt, at);
    };
    for (const [index, step] of round.steps.entries()) {
      const limit = stepClock(step, round.steps[index - 1], context);
      if (!limit) continue;
      if (source.precision === 'day' && runsByTheClock(limit)) {
        judgements.push({ result: 'not_evaluable', reason: 'precision' });
        continue;
      }
      const endedAt = step.endedAt ?? end ?? null;
      if ((endedAt ?? now) <= limit.due) {
        if (endedAt === null) again(limit.due + 1);
        continue;
      }
      if (endedAt === null && source.finishedSuspensionsOnly) {
        judgements.push({ result: 'not_evaluable', reason: 'suspension_unknown' });
        continue;
      }
      const unproven = endedAt === null ? unlessProven(context, limit.due) : undefined;
      if (unproven) {
        judgements.push(...unproven.judgements);
        again(unproven.checkAt);
        continue;
      }
      judgements.push({
        result: 'raised',
        severity: 'notice',
        occurrence: step.eventId,
        at: limit.due,
        caseState: end === null ? 'open' : 'concluded',
        step: step.step,
        facts: { step: step.step, due: limit.due, endedAt: endedAt ?? 0 },
        events: [step.eventId, ...(step.endedBy ? [step.endedBy] : [])],
      });
    }
    return { judgements: judgements.length > 0 ? judgements : [{ result: 'clear' }], checkAt };
  },
};

/** A step runs from its start, else from the end of the step before, else from the start of the clock. */
function stepClock(
  step: StepRecord,
  before: StepRecord | undefined,
  { clock, round, source, outages }: RuleContext,
): LimitClock | undefined {
  const from = step.startedAt ?? before?.endedAt ?? clock.start?.at;
  const limit: Limit | undefined = routeStep(clock.item, step.step)?.limit;
  if (from === undefined || (step.dueAt === undefined && !limit)) return undefined;
  const rule =
    step.dueAt !== undefined
      ? ({ basis: 'given', due: step.dueAt, since: from } as const)
      : ({ basis: 'item', limit: limit ?? { value: 0, unit: 'workday' } } as const);
  const { calendar } = clock;
  const policy = calendar.version.duePolicy;
  return limitClock({
    kind: 'promised',
    rule,
    acceptedAt: from,
    round,
    calendar,
    policy,
    reporter: { settings: source, outages },
  });
}
