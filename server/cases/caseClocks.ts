import type { CaseClockLine } from '#contract/caseClockSchema';
import type { Instant } from '#contract/time';
import type { Scope } from '../access/scope.ts';
import type { Queryable } from '../db/queryable.ts';
import { endOf } from '../domain/cases/caseFacts.ts';
import { caseClock, daysOver } from '../domain/clock/caseClock.ts';
import { usedAt, type LimitClock } from '../domain/clock/limitClock.ts';
import type { WorkCalendar } from '../domain/calendar/workCalendar.ts';
import type { Knowledge } from '../domain/knowledge.ts';
import { instantText, instantTextOrNull } from '../http/instantText.ts';
import { loadCases, type StoredCase } from './caseStore.ts';

/**
 * How far the limits of these cases are used at `now`, in any order; a case outside the scope is missing like one
 * that does not exist.
 */
export async function caseClocks(
  db: Queryable,
  caseIds: readonly string[],
  { scope, knowledge, now }: { scope: Scope; knowledge: Knowledge; now: Instant },
): Promise<CaseClockLine[]> {
  const cases = await loadCases(db, await casesInScope(db, caseIds, scope));
  return cases.map((stored) => lineOf(stored, knowledge, now));
}

function lineOf({ state, facts }: StoredCase, knowledge: Knowledge, now: Instant): CaseClockLine {
  const { calendar, promised, statutory } = caseClock(state, state.round, knowledge, now);
  const end = endOf(state.round);
  const stands = Math.min(end ?? now, now);
  const credits = (promised ?? statutory)?.credits ?? [];
  return {
    caseId: facts.caseId,
    concludedAt: instantTextOrNull(end),
    promised: promised ? limitLine(promised, calendar, stands) : null,
    statutory: statutory ? limitLine(statutory, calendar, stands) : null,
    suspended: credits.reduce((sum, { from, to }) => sum + (to - from), 0),
  };
}

function limitLine(clock: LimitClock, calendar: WorkCalendar, stands: Instant) {
  return {
    limit: clock.limit ?? null,
    allowed: clock.allowed,
    used: usedAt(clock, stands),
    dueAt: instantText(clock.due),
    daysOver: daysOver(clock, calendar, stands),
  };
}

async function casesInScope(db: Queryable, caseIds: readonly string[], scope: Scope): Promise<string[]> {
  const { rows } = await db.query<{ caseId: string }>(
    `select case_id as "caseId" from cases
      where case_id = any($1::text[])
        and ($2::text[] is null or region = any($2)) and ($3::text[] is null or department = any($3))`,
    [caseIds, scope.regions, scope.departments],
  );
  return rows.map(({ caseId }) => caseId);
}
