import type { StoredCase } from '../cases/caseStore.ts';
import type { Queryable } from '../db/queryable.ts';
import type { Instant } from '#contract/time';
import { caseFacts, type CaseFacts } from '../domain/cases/caseFacts.ts';
import { judgeCase, type Bench, type CaseVerdict, type RuleVerdict } from '../domain/rules/judgeCase.ts';
import { checkOf } from './checkOf.ts';
import { flagsOfCases } from './flagStore.ts';
import type { JudgedCase } from './raiseFlags.ts';
import { reconcileFlags, type FlagChange } from './reconcileFlags.ts';
import type { Clearing } from './doubtfulData.ts';
import type { StandingFlag } from './standingFlag.ts';

/** What cases are judged by before and after the change of a calendar. */
export interface CalendarCourt {
  before: Bench;
  after: Bench;
  now: Instant;
}

/** A case under both calendars. */
export interface CalendarCase {
  /** As it is stored. */
  stored: StoredCase;
  /** Its columns by the calendar before. */
  was: CaseFacts;
  /** With its columns by the calendar after, and what that does to its flags. */
  judged: JudgedCase;
}

const noneShifted: ReadonlySet<string> = new Set();

/** No data has come: a flag that goes was right by the calendar of its time. */
const undoubted: Clearing = { arrivals: [], usualLag: () => Infinity, inOutage: () => false };

/**
 * Judges cases by the function that decides, by each calendar. Flags of findings that the calendar alone makes
 * different change as the flag job changes them; everything else is left to it.
 */
export async function judgeByBoth(
  db: Queryable,
  cases: readonly StoredCase[],
  court: CalendarCourt,
): Promise<CalendarCase[]> {
  const { after, now } = court;
  const standing = new Map<string, StandingFlag[]>();
  for (const flag of await flagsOfCases(db, cases.map(idOf))) {
    const own = standing.get(flag.caseId);
    if (own) own.push(flag);
    else standing.set(flag.caseId, [flag]);
  }
  return cases.map((stored) => {
    const own = standing.get(idOf(stored)) ?? [];
    const verdict = judgeCase(stored.state, after, now);
    const shifted = shiftedBy(stored, verdict, own, court);
    return compared(stored, verdict, own, shifted, court);
  });
}

/** Which findings the calendar makes different. A case that has, and gets, no flag needs no look at how it was. */
function shiftedBy(
  { state, alert, queries }: StoredCase,
  { rules }: CaseVerdict,
  standing: readonly StandingFlag[],
  { before, now }: CalendarCourt,
): ReadonlySet<string> {
  const is = findingsOf(rules);
  if (is.size + standing.length + alert + queries === 0) return noneShifted;
  return differing(findingsOf(judgeCase(state, before, now).rules), is);
}

function compared(
  stored: StoredCase,
  verdict: CaseVerdict,
  standing: readonly StandingFlag[],
  shifted: ReadonlySet<string>,
  { before, after, now }: CalendarCourt,
): CalendarCase {
  const facts = caseFacts(stored.state, after.knowledge);
  const { version, state, alert, queries, kin, nextCheckAt: planned } = stored;
  // written out: a spread of an object with numbers costs microseconds, for each of a hundred thousand
  const row: StoredCase = { version, state, facts, alert, queries, nextCheckAt: planned, kin };
  // of most cases nothing is needed any more but when to look again: a page of verdicts is much to keep
  const kept = shifted.size > 0 ? verdict : { rounds: [], rules: [], checkAt: verdict.checkAt };
  const changes = shifted.size > 0 ? changesOf(row, kept, standing, shifted) : [];
  const check =
    shifted.size > 0
      ? checkOf(row, kept, standing, changes)
      : { caseId: facts.caseId, version, alert, queries, nextCheckAt: kept.checkAt };
  const nextCheckAt = dueAlready(stored, now) ? planned : check.nextCheckAt;
  return {
    stored,
    // what is stored by another version of the calendar is what the one before said
    was:
      stored.facts.calendarRevision === facts.calendarRevision
        ? caseFacts(state, before.knowledge)
        : stored.facts,
    judged: { row, verdict: kept, changes, check: { ...check, nextCheckAt } },
  };
}

/** Something else waits for the flag job, which must not miss it. */
const dueAlready = ({ nextCheckAt }: StoredCase, now: Instant): boolean =>
  nextCheckAt !== null && nextCheckAt <= now;

function changesOf(
  { state, facts }: StoredCase,
  verdict: JudgedCase['verdict'],
  standing: readonly StandingFlag[],
  shifted: ReadonlySet<string>,
): FlagChange[] {
  // corrections of the past have had their say when they came
  const uncorrected = { ...state, amended: [] };
  return reconcileFlags(uncorrected, verdict, standing, facts.historical, undoubted)
    .filter(({ rule, occurrence }) => shifted.has(keyOf(rule, occurrence)))
    .map((change) => ({ ...change, reason: 'calendar_changed' }));
}

const idOf = ({ facts }: StoredCase): string => facts.caseId;

const keyOf = (rule: string, occurrence: string): string => `${rule}\n${occurrence}`;

/** What a verdict finds, and all that it says of it. */
function findingsOf(verdicts: readonly RuleVerdict[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const { rule, judgements } of verdicts)
    for (const one of judgements)
      if (one.result === 'raised')
        found.set(
          keyOf(rule, one.occurrence),
          JSON.stringify([one.severity, one.at, one.caseState, one.facts]),
        );
  return found;
}

function differing(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): Set<string> {
  return new Set([...a.keys(), ...b.keys()].filter((key) => a.get(key) !== b.get(key)));
}
