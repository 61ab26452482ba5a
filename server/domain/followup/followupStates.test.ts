import fc from 'fast-check';
import { expect, test } from 'vitest';
import { roles } from '#contract/account';
import { appealOutcomes, orderLevels, replyCauses, verdicts } from '#contract/followup';
import { flagStatuses, type FlagStatus, type Severity } from '#contract/rule';
import { builtInCalendar } from '../../catalogue/builtInCalendars.ts';
import { at } from '../../testing/scenario.ts';
import { workCalendar } from '../calendar/workCalendar.ts';
import { decideFollowup, isRefusal, type FollowupCommand } from './decideFollowup.ts';
import { followupOfRow } from '../../followup/followupOfRow.ts';
import { evolveFollowup, movedByRules } from './evolveFollowup.ts';
import { besideNothing, hasEnded, type Followup } from './followup.ts';
import type { FollowupEvent } from './followupEvent.ts';
import { defaultFollowupTerms as terms } from './followupTerms.ts';
import { allowedActions } from './mayAct.ts';
import { nextFollowupCheck, passTime } from './passTime.ts';

const calendar = workCalendar(builtInCalendar('WEEKDAYS', 'Asia/Shanghai'));
const start = at('2026-03-02 09:00');
const text = fc.constant('因系统故障');
const attachments = fc.constant<string[]>([]);

const command: fc.Arbitrary<FollowupCommand> = fc.oneof(
  fc.constantFrom<FollowupCommand>(
    { action: 'send' },
    { action: 'undo' },
    { action: 'recall', reason: 'x' },
    { action: 'withdraw', reason: 'x' },
    { action: 'adopt', reason: 'x' },
    { action: 'close', text: 'x' },
    { action: 'remind', text: 'x' },
    { action: 'rectify', text: 'x', attachments: [] },
    { action: 'appeal', reason: 'x', attachments: [] },
    { action: 'exempt', reason: 'x', until: '2026-04-30' },
    { action: 'assign', owner: 'b' },
    { action: 'hand-over', to: 'c', reason: 'x' },
    { action: 'note', text: 'x', mentions: [] },
  ),
  fc.record({
    action: fc.constant('reply' as const),
    cause: fc.constantFrom(...replyCauses),
    text,
    attachments,
  }),
  fc.record({
    action: fc.constant('verdict' as const),
    verdict: fc.constantFrom(...verdicts),
    reason: text,
    severity: fc.constantFrom('yellow' as const, 'red' as const, undefined),
  }),
  fc.record({
    action: fc.constant('order' as const),
    level: fc.constantFrom(...orderLevels),
    text,
    finishBy: fc.constantFrom('2026-03-20', '2026-04-20'),
  }),
  fc.record({ action: fc.constant('review' as const), passed: fc.boolean(), text }),
  fc.record({
    action: fc.constant('decide-appeal' as const),
    outcome: fc.constantFrom(...appealOutcomes),
    reason: text,
  }),
  fc.record({ action: fc.constant('approve' as const), approved: fc.boolean(), reason: text }),
);

/** What may come next: somebody does something, time passes, or the rules move the flag. */
const step = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({ command, role: fc.constantFrom(...roles), actor: fc.constantFrom('a', 'b', 'c') }),
  },
  { weight: 2, arbitrary: fc.record({ hours: fc.integer({ min: 0, max: 200 }), heard: fc.boolean() }) },
  {
    weight: 1,
    arbitrary: fc.record({
      rules: fc.constantFrom<FlagStatus | 'back'>(
        'withdrawal_pending',
        'withdrawn',
        'resolved',
        'raised',
        'back',
      ),
      severity: fc.constantFrom('query' as const, 'yellow' as const, 'red' as const),
    }),
  },
);

/** What each state must not be without. */
function lacks(followup: Followup): string[] {
  const problems: string[] = [];
  const need = (holds: boolean, what: string) => {
    if (!holds) problems.push(`${followup.status} without ${what}`);
  };
  const { status } = followup;
  if ('dueAt' in followup) need(followup.dueAt > start - 1, 'a limit');
  if (status === 'sent') need(followup.owner !== null && followup.sent.by !== '', 'an owner');
  if (status === 'replied')
    need(followup.reply.cause !== undefined && followup.reply.text !== '', 'cause and text');
  if (status === 'confirmed' || status === 'rectifying' || status === 'reviewing') {
    const { verdict, severity } = followup;
    need(verdict.verdict.startsWith('confirmed_'), 'a confirming verdict');
    need(verdict.bySilence || verdict.reason !== '', 'a reason');
    need(severity !== 'query' && severity !== 'info', 'a severity');
  }
  if (status === 'reviewing') need(followup.rectification.text !== '', 'a rectification');
  if (status === 'closed')
    need(
      followup.verdict.verdict === 'objective_cause' || followup.review?.passed === true,
      'a passed review',
    );
  if (status === 'exempt')
    need(
      followup.exemption?.approvedBy != null && followup.exemption.approvedBy !== followup.exemption.by,
      'approval',
    );
  return problems;
}

const stored = (followup: Followup): Followup => JSON.parse(JSON.stringify(followup)) as Followup;

/** Where a flag goes on whose withdrawal was only proposed. */
const backFrom = (followup: Followup): FlagStatus | undefined =>
  followup.status === 'withdrawal_pending' ? followup.before.status : undefined;

interface Row {
  status: FlagStatus;
  severity: Severity;
  owner: string | null;
  followup: Followup | null;
}
/** The row as `changeFlags` leaves it when the rules move a flag. */
function storedByRules(row: Row, status: FlagStatus, severity: Severity): Row {
  const over = status !== row.status && ['raised', 'withdrawn', 'resolved'].includes(status);
  return { ...row, status, severity, followup: over ? null : row.followup };
}

test('whatever people, time and rules do, no state lacks what it takes, and every refusal leaves it as it was', () => {
  const severity = fc.constantFrom('query' as const, 'yellow' as const, 'red' as const);
  fc.assert(
    fc.property(severity, fc.array(step, { maxLength: 40 }), (first, steps) => {
      let now = start;
      let followup: Followup = { ...besideNothing(first), status: 'raised' };
      let row: Row = { status: 'raised', severity: first, owner: null, followup: null };
      const happen = (event: FollowupEvent): void => {
        followup = evolveFollowup(followup, event);
        const { status, severity, owner } = followup;
        row = { status, severity, owner, followup: stored(followup) };
      };
      for (const next of steps) {
        const before = followup;
        if ('command' in next) {
          const flag = { rule: 'TIM-02' as const, department: 'A', live: true };
          const acting = { actor: next.actor, role: next.role, now };
          const event = decideFollowup(next.command, followup, { ...acting, flag, terms, calendar });
          const { action } = next.command;
          const allowed = allowedActions(followup, flag, acting).includes(action);
          if (isRefusal(event)) expect(followup).toBe(before);
          else {
            expect(allowed).toBe(true);
            happen(event);
          }
        } else if ('hours' in next) {
          now += next.hours * 3_600_000;
          const passing = { now, terms, calendar, heard: next.heard };
          for (const event of passTime(followup, passing)) happen(event);
          expect(passTime(followup, passing)).toEqual([]);
          expect(nextFollowupCheck(followup, passing) ?? Infinity).toBeGreaterThan(now);
        } else {
          // as reconcileFlags: a person's end stays, and so does a query that a person has confirmed
          const { status, decidedAt, severity: was } = followup;
          const target = next.rules === 'back' ? backFrom(followup) : next.rules;
          if (target === undefined || (hasEnded(status) && (decidedAt !== null || target !== 'raised')))
            continue;
          if (target === 'raised' && next.rules !== 'back' && !hasEnded(status)) continue;
          const severity = decidedAt !== null && next.severity === 'query' ? was : next.severity;
          followup = movedByRules(followup, target, severity);
          row = storedByRules(row, target, severity);
        }
        expect(lacks(followup)).toEqual([]);
        expect(stored(followupOfRow(row))).toEqual(stored(followup));
      }
    }),
    { numRuns: 500 },
  );
});

test('auditors, monitors and administrators change nothing, whatever the state', () => {
  const raised: Followup = { ...besideNothing('yellow'), status: 'raised' };
  const flag = { rule: 'TIM-02' as const, department: 'A', live: true };
  for (const role of ['auditor', 'monitor', 'admin'] as const)
    for (const status of flagStatuses)
      expect(
        allowedActions(movedByRules(raised, status, 'yellow'), flag, { actor: 'x', role, now: start }),
      ).toEqual([]);
});
