import type { CalendarCase } from './calendarCases.ts';
import type { ConcernedCase } from './calendarCaseStore.ts';
import type { FlagChange } from './reconcileFlags.ts';
import { isLive } from './standingFlag.ts';

type FlagEffect = ConcernedCase['flags'][number];

/** What a change of a flag is to whoever reads of it. */
export function flagEffectOf({ topic, status, rule, standing, severity }: FlagChange): FlagEffect {
  const effect = topic === 'flag:raised' ? 'raised' : isLive(status) ? 'changed' : 'withdrawn';
  return {
    rule,
    effect,
    before: effect === 'raised' ? null : (standing?.severity ?? null),
    after: effect === 'withdrawn' ? null : severity,
  };
}

/** What the change of a calendar does to a case; undefined: nothing. */
export function concernedCase({ was, judged }: CalendarCase): ConcernedCase | undefined {
  const { facts } = judged.row;
  const promisedMoves = was.promisedDueAt !== facts.promisedDueAt;
  const statutoryMoves = was.statutoryDueAt !== facts.statutoryDueAt;
  const flags = judged.changes.map(flagEffectOf);
  const moved = promisedMoves || statutoryMoves;
  if (!moved && flags.length === 0) return undefined;
  const { caseId, region, department, item } = facts;
  return {
    caseId,
    region,
    department,
    item,
    effects: [...(moved ? ['moved' as const] : []), ...new Set(flags.map(({ effect }) => effect))],
    promisedFrom: promisedMoves ? was.promisedDueAt : null,
    promisedTo: promisedMoves ? facts.promisedDueAt : null,
    statutoryFrom: statutoryMoves ? was.statutoryDueAt : null,
    statutoryTo: statutoryMoves ? facts.statutoryDueAt : null,
    flags,
  };
}
