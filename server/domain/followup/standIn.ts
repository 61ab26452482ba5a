import type { LocalDay } from '#contract/time';
import { dayNumber } from '../calendar/localDay.ts';
import type { Refusal } from './mayAct.ts';

/** Somebody stands in for an officer who is away, from a day to a day, both counted in. Names of accounts. */
export interface StandInPeriod {
  officer: string;
  standIn: string;
  from: LocalDay;
  to: LocalDay;
}

/** Longer than this it is no absence but another person's work. */
const longestDays = 366;

/**
 * Why somebody cannot stand in; undefined: they can. An officer has one stand-in at a time, who is there, and for whom
 * nobody else has to be: rights go to one person and never on to a third.
 * @param standing what was agreed before and has not ended, of the two concerned
 */
export function refusalOfStandIn(
  asked: StandInPeriod,
  standing: readonly StandInPeriod[],
  today: LocalDay,
): Refusal | undefined {
  const { officer, standIn, from, to } = asked;
  if (officer === standIn) return invalid('standIn', 'Nobody stands in for themselves; name somebody else.');
  if (from < today) return invalid('from', `The day ${from} is over; begin today or later.`);
  if (to < from) return invalid('to', `The last day ${to} lies before the first, ${from}.`);
  if (dayNumber(to) - dayNumber(from) >= longestDays)
    return invalid('to', `At most ${longestDays} days; from ${from} to ${to} are more.`);
  const meanwhile = standing.filter((one) => one.from <= to && one.to >= from);
  const again = meanwhile.find((one) => one.officer === officer);
  if (again)
    return conflict('from', `${again.standIn} stands in for ${officer} ${daysOf(again)}; end that first.`);
  const mutual = meanwhile.find((one) => one.officer === standIn && one.standIn === officer);
  if (mutual)
    return conflict(
      'standIn',
      `${officer} stands in for ${standIn} ${daysOf(mutual)}; the two cannot stand in for each other.`,
    );
  const away = meanwhile.find((one) => one.officer === standIn);
  if (away) return conflict('standIn', `${standIn} is away ${daysOf(away)}; name somebody who is there.`);
  const needed = meanwhile.find((one) => one.standIn === officer);
  return needed
    ? conflict('officer', `${officer} stands in for somebody else ${daysOf(needed)}; end that first.`)
    : undefined;
}

const daysOf = ({ from, to }: StandInPeriod): string =>
  from === to ? `on ${from}` : `from ${from} to ${to}`;
const invalid = (path: string, detail: string): Refusal => ({ code: 'invalid', detail, path });
const conflict = (path: string, detail: string): Refusal => ({ code: 'conflict', detail, path });
