import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CaseEvent } from '#contract/caseEvent';
import type { RouteStep } from '#contract/item';
import type { Instant } from '#contract/time';
import type { CaseState } from '../domain/cases/caseState.ts';
import { checkAfter, endsLimitedStep } from '../domain/cases/checkAfter.ts';
import { appendToCase, foldCase, mayHaveSeen } from '../domain/cases/foldCase.ts';
import type { Knowledge, ProofOfLife } from '../domain/knowledge.ts';
import { judgeCase, type CaseVerdict } from '../domain/rules/judgeCase.ts';
import { builtInVersion } from '../domain/rules/ruleTable.ts';
import { anyHistory } from '../testing/randomHistory.ts';
import { knowledgeOf, world, type World } from '../testing/scenario.ts';
import { clearingOf } from './clearing.ts';
import { reconcileFlags, type FlagChange } from './reconcileFlags.ts';
import { isLive, type StandingFlag } from './standingFlag.ts';

const route: RouteStep[] = [
  { step: '受理', required: true },
  { step: '审查', required: true, limit: { value: 1, unit: 'workday' } },
  { step: '决定', required: true },
];
/** Items of every handling and calendars of two policies. */
const worlds: readonly World[] = [
  world(),
  world({ item: { route, fee: 0, floorMinutes: 30 } }),
  world({ policy: 'same_clock_time', item: { route, promisedLimit: { value: 2, unit: 'workday' } } }),
  world({ item: { handling: 'instant', promisedLimit: undefined, statutoryLimit: undefined, type: '20' } }),
  world({ item: { handling: 'auto' }, source: { finishedSuspensionsOnly: true } }),
  world({ item: { promisedLimit: { value: 6, unit: 'work_hour' } }, source: { delayWorkdays: 0 } }),
];

/** What ingest and the flag job make of a history while it arrives: the flags as they stand at its end. */
function watch(knowledge: Knowledge, arrivals: readonly CaseEvent[], until: Instant): StandingFlag[] {
  const arrived: CaseEvent[] = [];
  let flags: StandingFlag[] = [];
  let state: CaseState | undefined;
  let check: Instant | null = null;
  const checkUpTo = (end: Instant): void => {
    while (state && check !== null && check <= end) {
      const verdict = judge(state, knowledge, arrived, check);
      const changes = reconcileFlags(state, verdict, flags, false, clearingOf(state, knowledge, new Map()));
      flags = changedFlags(flags, changes, check);
      expect(verdict.checkAt ?? Infinity).toBeGreaterThan(check);
      check = verdict.checkAt;
    }
  };
  for (const event of arrivals) {
    const now = event.receivedAt ?? 0;
    checkUpTo(now - 1);
    if (state && mayHaveSeen(state, event.sourceId, event.eventId)) continue;
    arrived.push(event);
    state = (state && appendToCase(state, [event])) ?? foldCase(arrived, '');
    const awaited =
      flags.some(isQuery) || endsLimitedStep(state.round, [event], knowledge.item('permit', '', 1)?.route);
    check = Math.min(check ?? Infinity, checkAfter(check, [event], now, awaited));
  }
  checkUpTo(until);
  return flags;
}

function judge(
  state: CaseState,
  knowledge: Knowledge,
  heard: readonly CaseEvent[],
  now: Instant,
): CaseVerdict {
  const proof: ProofOfLife = { lastOccurredAt: Math.max(...heard.map((e) => e.occurredAt)), live: true };
  return judgeCase(state, { knowledge, ruleVersion: builtInVersion, proofOf: () => proof }, now);
}

const isQuery = ({ severity, status }: StandingFlag): boolean => severity === 'query' && isLive(status);

/** The rows as `saveVerdicts` leaves them. */
function changedFlags(flags: StandingFlag[], changes: readonly FlagChange[], now: Instant): StandingFlag[] {
  const next = new Map(flags.map((flag) => [flag.flagId, flag]));
  for (const { standing, raised, rule, occurrence, severity, status } of changes) {
    const flagId = standing?.flagId ?? next.size + 1;
    next.set(flagId, {
      flagId,
      caseId: 'c',
      rule,
      occurrence,
      severity,
      status,
      caseState: raised?.caseState ?? standing?.caseState ?? null,
      raisedAt: standing?.raisedAt ?? now,
      facts: raised ? JSON.stringify(raised.facts) : (standing?.facts ?? ''),
    });
  }
  return [...next.values()];
}

interface Said {
  raised: string[];
  undecided: ReadonlySet<string>;
}

function explained({ rules }: CaseVerdict): Said {
  const raised = rules.flatMap(({ rule, judgements }) =>
    judgements.flatMap((j) =>
      j.result === 'raised'
        ? [`${rule}/${j.occurrence} ${j.severity} ${j.caseState} ${JSON.stringify(j.facts)}`]
        : [],
    ),
  );
  const undecided = rules.filter(({ judgements }) => judgements.some((j) => j.result === 'not_evaluable'));
  return { raised: raised.sort(), undecided: new Set(undecided.map(({ rule }) => rule)) };
}

describe('an explanation and the flags', () => {
  it('agree for ten thousand random lives of a case', { timeout: 300_000 }, () => {
    const seen = { raised: 0, pending: 0, undecided: 0, ended: 0 };
    fc.assert(
      fc.property(fc.nat({ max: worlds.length - 1 }), anyHistory('permit'), (index, { arrivals, until }) => {
        const knowledge = knowledgeOf(worlds[index]!);
        const flags = watch(knowledge, arrivals, until);
        const events = [...new Map(arrivals.map((event) => [event.eventId, event])).values()];
        const said = explained(judge(foldCase(events, ''), knowledge, events, until));

        const standing = flags
          .filter(({ rule, status }) => rule !== 'AMD-01' && isLive(status))
          // what cannot be judged any more is not taken back, nor what a person has yet to decide on
          .filter(({ rule, status }) => {
            const kept = status === 'withdrawal_pending' || said.undecided.has(rule);
            if (status === 'withdrawal_pending') seen.pending += 1;
            else if (kept) seen.undecided += 1;
            return !kept;
          })
          .map((f) => `${f.rule}/${f.occurrence} ${f.severity} ${f.caseState} ${f.facts}`)
          .sort();
        seen.raised += said.raised.length;
        seen.ended += flags.filter(({ status }) => !isLive(status)).length;
        const sure = said.raised.filter((text) => !said.undecided.has(text.slice(0, text.indexOf('/'))));
        expect(standing).toEqual(sure);
        const all = flags.map((f) => `${f.rule}/${f.occurrence} ${f.severity} ${f.caseState} ${f.facts}`);
        for (const text of said.raised) expect(all).toContain(text);
      }),
      { numRuns: 10_000, seed: 20261122 },
    );
    // lives that raise nothing would prove nothing
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(20);
  });
});
