import type { StoredCase } from '../cases/caseStore.ts';
import type { Queryable } from '../db/queryable.ts';
import type { Instant } from '#contract/time';
import { caseFacts, type CaseFacts } from '../domain/cases/caseFacts.ts';
import { judgeCase, type Bench, type RuleVerdict } from '../domain/rules/judgeCase.ts';
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

/** No data has come: a flag that goes was right by the calendar of its time. */
const undoubted: Clearing = { arrivals: [], usualLag: () => Infinity, inOutage: () => false };

/**
 * Judges cases twice by the function that decides, once by each calendar. Flags of findings that the calendar alone
 * makes different change as the flag job changes them; everything else is left to it.
 */
export async function judgeByBoth(
  db: Queryable,
  cases: readonly StoredCase[],
  court: CalendarCourt,
): Promise<CalendarCase[]> {
  const { before, after, now } = court;
  const compared = cases.map((stored) => {
    const was = judgeCase(stored.state, before, now);
    const verdict = judgeCase(stored.state, after, now);
    const shifted = differing(findingsOf(was.rules), findingsOf(verdict.rules));
    // of most cases nothing is needed any more but when to look again: a page of verdicts is much to keep
    const kept = shifted.size > 0 ? verdict : { rounds: [], rules: [], checkAt: verdict.checkAt };
    return { stored, verdict: kept, shifted };
  });
  const shiftedIds = compared.filter(({ shifted }) => shifted.size > 0).map(({ stored }) => idOf(stored));
  const standing = new Map<string, StandingFlag[]>(shiftedIds.map((caseId) => [caseId, []]));
  if (shiftedIds.length > 0)
    for (const flag of await flagsOfCases(db, shiftedIds)) standing.get(flag.caseId)?.push(flag);

  return compared.map(({ stored, verdict, shifted }) => {
    const facts = caseFacts(stored.state, after.knowledge);
    const { version, state, alert, queries, kin } = stored;
    // written out: a spread of an object with numbers costs microseconds, for each of a hundred thousand
    const row: StoredCase = { version, state, facts, alert, queries, nextCheckAt: stored.nextCheckAt, kin };
    const own = standing.get(facts.caseId);
    const changes = own ? changesOf(row, verdict, own, shifted) : [];
    const check = own
      ? checkOf(row, verdict, own, changes)
      : { caseId: facts.caseId, version, alert, queries, nextCheckAt: verdict.checkAt };
    const nextCheckAt = dueAlready(stored, now) ? stored.nextCheckAt : check.nextCheckAt;
    return {
      stored,
      // what is stored by another version of the calendar is what the one before said
      was:
        stored.facts.calendarRevision === facts.calendarRevision
          ? caseFacts(state, before.knowledge)
          : stored.facts,
      judged: { row, verdict, changes, check: { ...check, nextCheckAt } },
    };
  });
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
