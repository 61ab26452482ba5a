import type { FlagAction, ReplyCause, Verdict } from '../../server/contract/followup.ts';
import { replyCauses } from '../../server/contract/followup.ts';
import type { RuleId, Severity } from '../../server/contract/rule.ts';
import type { Instant } from '../../server/contract/time.ts';
import type { OfficeCalendar } from '../../server/simulation/officeCalendar.ts';
import { createRandom, type Random } from '../../server/simulation/random.ts';
import { dayOf, minute, startOf, toLocalDay, type Day } from '../../server/simulation/time.ts';
import * as words from './fateWords.ts';

export type Officer = 'inspector' | 'supervisor' | 'department';

/** One thing somebody does to a flag. */
export interface FateStep {
  at: Instant;
  who: Officer;
  action: FlagAction;
  body: Record<string, unknown>;
}

export interface FatedFlag {
  /** What a second demo with the same seed would find again: no number of a row. */
  key: string;
  rule: RuleId;
  severity: Severity;
  department: string;
  raisedAt: Instant;
}

/** Minutes of the day at which each kind of thing is done: what follows from another on the same day comes after it. */
const times: Readonly<Partial<Record<FlagAction, number>>> = {
  appeal: 565,
  send: 580,
  reply: 630,
  verdict: 880,
  'decide-appeal': 900,
  order: 930,
  exempt: 945,
  approve: 960,
  rectify: 985,
  review: 1020,
  close: 1050,
};

/**
 * What becomes of a flag, as far as it has come by `now`: most are sent, answered, judged, rectified, reviewed and
 * closed; some are withdrawn, contested, exempted, ordered about; some wait. A department is diligent or it is not, in
 * all its flags. The same seed tells the same.
 */
export function fateOf(
  flag: FatedFlag,
  { seed, calendar, now }: { seed: number; calendar: OfficeCalendar; now: Instant },
): FateStep[] {
  const random = createRandom(seed, 'fate', flag.key);
  const diligence = createRandom(seed, 'diligence', flag.department).next();
  const steps: FateStep[] = [];
  let on: Day = dayOf(flag.raisedAt);
  const then = (who: Officer, action: FlagAction, workdays: number, body: FateStep['body']): Day => {
    on = calendar.workdayAfter(on, workdays);
    // an office does what it does of a kind at once, not all offices at the same minute
    const later = createRandom(seed, 'minute', who === 'department' ? flag.department : on).int(0, 25);
    steps.push({ at: startOf(on) + ((times[action] ?? 600) + later) * minute, who, action, body });
    return on;
  };
  tell(flag, random, diligence, then, (workdays) => toLocalDay(calendar.workdayAfter(on, workdays)));
  return steps.filter(({ at }) => at < now);
}

type Then = (who: Officer, action: FlagAction, workdays: number, body: FateStep['body']) => Day;

function tell(
  { severity, rule }: FatedFlag,
  random: Random,
  diligence: number,
  then: Then,
  dayIn: (workdays: number) => string,
): void {
  if (random.chance(severity === 'notice' ? 0.2 : 0.03)) return;
  const isQuery = severity === 'query';
  const firstLook = random.chance(0.85) ? 1 : random.int(2, 4);
  if (isQuery && random.chance(0.3)) {
    const verdict = random.pick<Verdict>(['false_alarm', 'false_alarm', 'data_problem', 'objective_cause']);
    then('inspector', 'verdict', firstLook, { verdict, reason: random.pick(words.verdictWords[verdict]) });
    return;
  }
  if (severity !== 'notice' && random.chance(0.04)) {
    then('inspector', 'exempt', firstLook + 1, { reason: random.pick(words.exemptWords), until: dayIn(45) });
    const approved = random.chance(0.7);
    then('supervisor', 'approve', random.int(1, 6), {
      approved,
      reason: random.pick(words.approveWords[approved ? 'yes' : 'no']),
    });
    return;
  }
  then('inspector', 'send', firstLook, { text: random.pick(words.sendWords) });
  // whoever neither answers nor is found to be late by silence stays overdue
  if (random.chance(0.03 + 0.16 * (1 - diligence))) return;
  const cause = random.pick<ReplyCause>(replyCauses);
  const inTime = random.chance(0.35 + 0.6 * diligence);
  then('department', 'reply', inTime ? random.int(1, 3) : random.int(4, 8), {
    cause,
    text: random.pick(words.replyWords[cause]),
  });
  judge({ severity, rule }, random, diligence, then, dayIn);
}

function judge(
  { severity, rule }: Pick<FatedFlag, 'severity' | 'rule'>,
  random: Random,
  diligence: number,
  then: Then,
  dayIn: (workdays: number) => string,
): void {
  const isLate = rule === 'TIM-02' || rule === 'TIM-03' || rule === 'ACC-01' || rule === 'DLV-01';
  const stands = random.chance(0.45 + 0.4 * (1 - diligence));
  const verdict: Verdict = stands
    ? isLate
      ? 'confirmed_delay'
      : 'confirmed_violation'
    : random.pick<Verdict>(['objective_cause', 'objective_cause', 'data_problem', 'false_alarm']);
  const graver = severity === 'query' && stands ? { severity: random.chance(0.2) ? 'red' : 'yellow' } : {};
  then('inspector', 'verdict', random.chance(0.9) ? random.int(1, 2) : random.int(3, 6), {
    verdict,
    reason: random.pick(words.verdictWords[verdict]),
    ...graver,
  });
  if (!stands) return;
  if (random.chance(0.1)) {
    contest(random, then);
    return;
  }
  const level = random.chance(0.4) ? random.pick(['blue', 'blue', 'orange', 'orange', 'red'] as const) : null;
  if (level)
    then(random.chance(0.85) ? 'inspector' : 'supervisor', 'order', 1, {
      level,
      text: random.pick(words.orderWords[level]),
      ...(level === 'blue' ? {} : { finishBy: dayIn(level === 'red' ? 6 : 9) }),
    });
  rectify(random, diligence, then);
}

function contest(random: Random, then: Then): void {
  then('department', 'appeal', random.int(1, 4), { reason: random.pick(words.appealWords) });
  const outcome = random.pick(['withdrawn', 'upheld', 'upheld', 'escalated'] as const);
  then('inspector', 'decide-appeal', random.int(1, 4), {
    outcome,
    reason: random.pick(words.appealDecisions[outcome]),
  });
  if (outcome !== 'escalated') return;
  then('supervisor', 'decide-appeal', random.int(2, 6), {
    outcome: 'upheld',
    reason: random.pick(words.appealDecisions.upheld),
  });
}

function rectify(random: Random, diligence: number, then: Then): void {
  if (random.chance(0.05 + 0.2 * (1 - diligence))) return;
  const pace = random.chance(0.3 + 0.65 * diligence) ? random.int(2, 8) : random.int(9, 15);
  then('department', 'rectify', pace, { text: random.pick(words.rectifyWords) });
  if (random.chance(0.12)) {
    then('inspector', 'review', random.int(1, 2), {
      passed: false,
      text: random.pick(words.reviewWords.failed),
    });
    then('department', 'rectify', random.int(2, 5), { text: random.pick(words.rectifyWords) });
  }
  then('inspector', 'review', random.int(1, 3), {
    passed: true,
    text: random.pick(words.reviewWords.passed),
  });
  then('inspector', 'close', random.int(0, 1), { text: random.pick(words.closeWords) });
}
