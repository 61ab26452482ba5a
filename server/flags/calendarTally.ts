import type { CalendarReport } from '#contract/calendarSchema';
import type { Instant } from '#contract/time';
import { dayText } from '../domain/calendar/localDay.ts';
import { timezone, type Timezone } from '../domain/calendar/timezone.ts';
import type { CaseFacts } from '../domain/cases/caseFacts.ts';
import { instantTextOrNull } from '../http/instantText.ts';
import type { CalendarCase } from './calendarCases.ts';
import { isLive, type FlagChange } from './reconcileFlags.ts';

type Row = Omit<CalendarReport['items'][number], 'item'>;
type Effects = Omit<CalendarReport['rules'][number], 'rule'>;
type DueDate = CalendarReport['dueDates'][number];

/** Of each kind, however many cases there are. */
const mostExamples = 20;
const mostDueDates = 400;

/** What has been counted so far: bounded, whatever the number of cases. */
export interface CalendarTally {
  zone: Timezone;
  cases: number;
  total: Row;
  provisionalEnded: number;
  dueDates: Map<string, DueDate>;
  departments: Map<string | null, Row>;
  items: Map<string | null, Row>;
  rules: Map<CalendarReport['rules'][number]['rule'], Effects>;
  movedExamples: CalendarReport['movedExamples'];
  flagExamples: CalendarReport['flagExamples'];
}

const noEffects = (): Effects => ({ raised: 0, withdrawn: 0, changed: 0 });
const emptyRow = (): Row => ({ moved: 0, later: 0, earlier: 0, ...noEffects() });

/** @param zone in which last days are told */
export function newCalendarTally(zone: string): CalendarTally {
  return {
    zone: timezone(zone),
    cases: 0,
    total: emptyRow(),
    provisionalEnded: 0,
    dueDates: new Map(),
    departments: new Map(),
    items: new Map(),
    rules: new Map(),
    movedExamples: [],
    flagExamples: [],
  };
}

export function countCalendarCase(tally: CalendarTally, { was, judged }: CalendarCase): void {
  const { facts } = judged.row;
  const rows = [
    tally.total,
    rowOf(tally.departments, facts.department, emptyRow),
    rowOf(tally.items, facts.item, emptyRow),
  ];
  tally.cases += 1;
  if (was.provisionalDue && !facts.provisionalDue) tally.provisionalEnded += 1;
  countMove(tally, rows, was, facts);
  for (const change of judged.changes) countFlag(tally, rows, facts, change);
}

function countMove(tally: CalendarTally, rows: readonly Row[], was: CaseFacts, is: CaseFacts): void {
  const promised = moveOf(was.promisedDueAt, is.promisedDueAt);
  const statutory = moveOf(was.statutoryDueAt, is.statutoryDueAt);
  const move = promised ?? statutory;
  if (!move) return;
  for (const row of rows) {
    row.moved += 1;
    row[move.later ? 'later' : 'earlier'] += 1;
  }
  countDueDate(tally, 'promised', promised);
  countDueDate(tally, 'statutory', statutory);
  if (tally.movedExamples.length < mostExamples)
    tally.movedExamples.push({ ...placeOf(is), promised: told(promised), statutory: told(statutory) });
}

function countFlag(tally: CalendarTally, rows: readonly Row[], facts: CaseFacts, change: FlagChange): void {
  const effect = change.topic === 'flag:raised' ? 'raised' : isLive(change.status) ? 'changed' : 'withdrawn';
  for (const row of rows) row[effect] += 1;
  rowOf(tally.rules, change.rule, noEffects)[effect] += 1;
  if (tally.flagExamples.filter((example) => example.effect === effect).length >= mostExamples) return;
  tally.flagExamples.push({
    ...placeOf(facts),
    rule: change.rule,
    effect,
    before: effect === 'raised' ? null : (change.standing?.severity ?? null),
    after: effect === 'withdrawn' ? null : change.severity,
  });
}

interface Move {
  from: Instant | null;
  to: Instant | null;
  later: boolean;
}

const moveOf = (from: Instant | null, to: Instant | null): Move | null =>
  from === to ? null : { from, to, later: (to ?? Infinity) > (from ?? Infinity) };

function countDueDate(tally: CalendarTally, kind: DueDate['kind'], move: Move | null): void {
  if (move?.from == null || move.to === null) return;
  const [from, to] = [lastDay(tally, move.from), lastDay(tally, move.to)];
  const key = `${kind} ${from} ${to}`;
  rowOf(tally.dueDates, key, () => ({ kind, from, to, cases: 0 })).cases += 1;
}

/** A due date at 24:00 belongs to the day that ends then. */
const lastDay = ({ zone }: CalendarTally, due: Instant): string => dayText(zone.dayOf(due - 1));

function rowOf<K, V>(rows: Map<K, V>, key: K, empty: () => V): V {
  let row = rows.get(key);
  if (row === undefined) rows.set(key, (row = empty()));
  return row;
}

const placeOf = ({ caseId, region, department, item }: CaseFacts) => ({ caseId, region, department, item });

const told = (move: Move | null): CalendarReport['movedExamples'][number]['promised'] =>
  move && { from: instantTextOrNull(move.from), to: instantTextOrNull(move.to) };

const weight = ({ moved, raised, withdrawn, changed }: Row): number => moved + raised + withdrawn + changed;

/** The counted part of a report; rows in which nothing happens are left out. */
export function calendarCounts(
  tally: CalendarTally,
): Omit<CalendarReport, 'calendar' | 'revision' | 'asOf' | 'warnings' | 'seconds'> {
  const { cases, total, provisionalEnded, movedExamples, flagExamples } = tally;
  return {
    cases,
    ...total,
    provisionalEnded,
    dueDates: [...tally.dueDates.values()].sort((a, b) => b.cases - a.cases).slice(0, mostDueDates),
    departments: heaviest(tally.departments).map(([department, row]) => ({ department, ...row })),
    items: heaviest(tally.items).map(([item, row]) => ({ item, ...row })),
    rules: [...tally.rules].map(([rule, effects]) => ({ rule, ...effects })),
    movedExamples,
    flagExamples,
  };
}

const heaviest = (rows: ReadonlyMap<string | null, Row>): [string | null, Row][] =>
  [...rows].filter(([, row]) => weight(row) > 0).sort(([, a], [, b]) => weight(b) - weight(a));
