import type { Instant } from '#contract/time';
import type { Suspension } from '../cases/caseState.ts';
import {
  allowedEnd,
  extensionDays,
  isApproved,
  isCutAsHearing,
  madeAt,
  movesOf,
  type Credit,
  type CreditReason,
  type Reporter,
} from './allowance.ts';
import { legalAxis } from './axis.ts';
import { dueAfter, type Counting, type LimitInput } from './dueDate.ts';

const givesCredit: ReadonlySet<CreditReason> = new Set([
  'credited',
  'cut_to_approved_days',
  'cut_to_hearing_days',
]);

/** Goes through suspensions and extensions as they were made; each meets the due date as it then stood. */
export function allowances(
  input: LimitInput,
  counting: Counting,
): { credits: Credit[]; credit: number; extension: number } {
  const { round, calendar, reporter, rule } = input;
  const { axis, byDay, start } = counting;
  const most = input.extensionDays ?? extensionDays.single;
  const credits: Credit[] = [];
  let credit = 0;
  let extension = 0;
  if (round.suspensions.length === 0 && round.extensions.length === 0) return { credits, credit, extension };
  const legal = legalAxis(calendar, 'end_of_day');
  const since = rule.basis === 'given' ? rule.since : -Infinity;
  const concludedAt = round.concluded?.at ?? Infinity;
  let covered = axis.at(start);

  for (const move of movesOf(round)) {
    const { it } = move;
    if (it.at < since) continue;
    const made = madeAt(it, reporter, calendar);
    const due = dueAfter(input, counting, credit, extension);
    if (move.kind === 'extension') {
      const second = credits.some((c) => c.kind === 'extension' && c.reason === 'credited');
      const reason =
        made > concludedAt
          ? 'made_after_the_end'
          : made > due
            ? 'made_after_expiry'
            : second
              ? 'second_extension'
              : 'credited';
      if (reason === 'credited') extension = Math.min(move.it.days, most);
      credits.push({ by: it, kind: 'extension', from: 0, to: 0, reason });
      continue;
    }
    const cut = allowedEnd(move.it, calendar, byDay, legal);
    const end = Math.min(move.it.resumedAt ?? Infinity, cut, concludedAt);
    const position = (at: Instant) => (byDay ? axis.startOf(calendar.zone.dayOf(at)) : axis.at(at));
    const from = Math.max(covered, position(it.at));
    const to = Number.isFinite(end) ? Math.max(from, position(end)) : from;
    const reason = refusal(move.it, made, due, concludedAt, reporter) ?? creditReason(move.it, from, to, cut);
    const counts = givesCredit.has(reason);
    credits.push({ by: it, kind: 'suspension', from, to: counts ? to : from, reason });
    if (counts) {
      credit += to - from;
      covered = to;
    }
  }
  return { credits, credit, extension };
}

/** Why a suspension gives no credit at all; undefined if it may. */
function refusal(
  it: Suspension,
  made: Instant,
  due: Instant,
  concludedAt: Instant,
  { settings }: Reporter,
): CreditReason | undefined {
  if (made > concludedAt) return 'made_after_the_end';
  if (made > due) return 'made_after_expiry';
  if (it.at >= due) return 'began_after_expiry';
  return isApproved(it, settings) ? undefined : 'not_approved';
}

function creditReason(it: Suspension, from: number, to: number, cut: Instant): CreditReason {
  if (to === from) return 'overlaps';
  if (cut >= (it.resumedAt ?? Infinity)) return 'credited';
  return isCutAsHearing(it) ? 'cut_to_hearing_days' : 'cut_to_approved_days';
}
