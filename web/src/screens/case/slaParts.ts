import type { CaseExplanation, CountedDay } from '#contract/explanation';

type Clock = CaseExplanation['clocks'][number];

/** A stretch of equal working days of the limits. Days off are no part: they take no time. */
export interface SlaPart {
  kind: 'used' | 'suspended' | 'over_promise' | 'over_law' | 'left' | 'left_by_law';
  days: number;
}

export interface Sla {
  parts: SlaPart[];
  /** Working days and suspended days in all: the width of the bar. */
  days: number;
  /** After how many of them a limit is due. */
  promisedDue: number | null;
  statutoryDue: number | null;
}

/** The current round's limits as one bar: elapsed, suspended, what is over, what is left. */
export function slaParts(promised: Clock | undefined, statutory: Clock | undefined): Sla | null {
  const longest = [promised, statutory]
    .flatMap((clock) => clock ?? [])
    .sort((a, b) => b.days.length - a.days.length)[0];
  if (!longest) return null;
  const sla: Sla = { parts: [], days: 0, promisedDue: null, statutoryDue: null };
  const dueOf = (clock: Clock | undefined) => clock?.days.find(({ due }) => due)?.day ?? null;
  const promisedDue = dueOf(promised);
  const statutoryDue = dueOf(statutory);
  for (const day of longest.days) {
    if (day.kind === 'counted' || day.kind === 'suspended') {
      add(sla, kindOf(day, promisedDue, statutoryDue));
    }
    if (day.day === promisedDue) sla.promisedDue = sla.days;
    if (day.day === statutoryDue) sla.statutoryDue = sla.days;
  }
  return sla.days === 0 ? null : sla;
}

function add(sla: Sla, kind: SlaPart['kind']): void {
  const last = sla.parts.at(-1);
  if (last?.kind === kind) last.days += 1;
  else sla.parts.push({ kind, days: 1 });
  sla.days += 1;
}

function kindOf(day: CountedDay, promisedDue: string | null, statutoryDue: string | null): SlaPart['kind'] {
  const isPast = (due: string | null) => due !== null && day.day > due;
  if (day.ahead) return isPast(promisedDue) ? 'left_by_law' : 'left';
  if (isPast(statutoryDue)) return 'over_law';
  if (isPast(promisedDue)) return 'over_promise';
  return day.kind === 'suspended' ? 'suspended' : 'used';
}
