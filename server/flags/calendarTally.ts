import type { CalendarReport } from '#contract/calendarSchema';
import type { Instant } from '#contract/time';
import { dayText } from '../domain/calendar/localDay.ts';
import type { Timezone } from '../domain/calendar/timezone.ts';
import type { CaseFacts } from '../domain/cases/caseFacts.ts';
import { instantTextOrNull } from '../http/instantText.ts';
import type { CalendarCase } from './calendarCases.ts';
import { flagEffectOf } from './concernedCase.ts';
import type { FlagChange } from './reconcileFlags.ts';

type Row = Omit<CalendarReport['items'][number], 'item'>;
type Effects = Omit<CalendarReport['rules'][number], 'rule'>;
type DueDate = CalendarReport['dueDates'][number];

/** Of each kind, however many cases there are. */
const mostExamples = 20;
const mostDueDates = 400;

/** What has been counted, of a page or of all so far: bounded, whatever the number of cases. */
export interface CalendarTally {
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

export function newCalendarTally(): CalendarTally {
  return {
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

/** @param zone in which last days are told */
export function countCalendarCase(tally: CalendarTally, { was, judged }: CalendarCase, zone: Timezone): void {
  const { facts } = judged.row;
  const rows = [
    tally.total,
    rowOf(tally.departments, facts.department, emptyRow),
    rowOf(tally.items, facts.item, emptyRow),
  ];
  tally.cases += 1;
  if (was.provisionalDue && !facts.provisionalDue) tally.provisionalEnded += 1;
  countMove(tally, rows, was, facts, zone);
  for (const change of judged.changes) countFlag(tally, rows, facts, change);
}

function countMove(
  tally: CalendarTally,
  rows: readonly Row[],
  was: CaseFacts,
  is: CaseFacts,
  zone: Timezone,
): void {
  const promised = moveOf(was.promisedDueAt, is.promisedDueAt);
  const statutory = moveOf(was.statutoryDueAt, is.statutoryDueAt);
  const move = promised ?? statutory;
  if (!move) return;
  for (const row of rows) {
    row.moved += 1;
    row[move.later ? 'later' : 'earlier'] += 1;
  }
  countDueDate(tally, 'promised', promised, zone);
  countDueDate(tally, 'statutory', statutory, zone);
  if (tally.movedExamples.length < mostExamples)
    tally.movedExamples.push({ ...placeOf(is), promised: told(promised), statutory: told(statutory) });
}

function countFlag(tally: CalendarTally, rows: readonly Row[], facts: CaseFacts, change: FlagChange): void {
  const told = flagEffectOf(change);
  const { effect, rule } = told;
  for (const row of rows) row[effect] += 1;
  rowOf(tally.rules, rule, noEffects)[effect] += 1;
  if (tally.flagExamples.filter((example) => example.effect === effect).length >= mostExamples) return;
  tally.flagExamples.push({ ...placeOf(facts), ...told });
}

interface Move {
  from: Instant | null;
  to: Instant | null;
  later: boolean;
}

const moveOf = (from: Instant | null, to: Instant | null): Move | null =>
  from === to ? null : { from, to, later: (to ?? Infinity) > (from ?? Infinity) };

function countDueDate(tally: CalendarTally, kind: DueDate['kind'], move: Move | null, zone: Timezone): void {
  if (move?.from == null || move.to === null) return;
  const [from, to] = [lastDay(zone, move.from), lastDay(zone, move.to)];
  const key = `${kind} ${from} ${to}`;
  rowOf(tally.dueDates, key, () => ({ kind, from, to, cases: 0 })).cases += 1;
}

/** A due date at 24:00 belongs to the day that ends then. */
const lastDay = (zone: Timezone, due: Instant): string => dayText(zone.dayOf(due - 1));

function rowOf<K, V>(rows: Map<K, V>, key: K, empty: () => V): V {
  let row = rows.get(key);
  if (row === undefined) rows.set(key, (row = empty()));
  return row;
}

const placeOf = ({ caseId, region, department, item }: CaseFacts) => ({ caseId, region, department, item });

const told = (move: Move | null): CalendarReport['movedExamples'][number]['promised'] =>
  move && { from: instantTextOrNull(move.from), to: instantTextOrNull(move.to) };

/** Adds the next page's tally to that of the pages before it. */
export function addCalendarTally(sum: CalendarTally, page: CalendarTally): void {
  sum.cases += page.cases;
  sum.provisionalEnded += page.provisionalEnded;
  addRow(sum.total, page.total);
  addRows(sum.departments, page.departments, addRow);
  addRows(sum.items, page.items, addRow);
  addRows(sum.rules, page.rules, addEffects);
  for (const [key, due] of page.dueDates)
    rowOf(sum.dueDates, key, () => ({ ...due, cases: 0 })).cases += due.cases;
  sum.movedExamples.push(...page.movedExamples.slice(0, mostExamples - sum.movedExamples.length));
  for (const effect of ['raised', 'withdrawn', 'changed'] as const) {
    const of = (tally: CalendarTally) => tally.flagExamples.filter((example) => example.effect === effect);
    sum.flagExamples.push(...of(page).slice(0, mostExamples - of(sum).length));
  }
}

function addRows<K, V>(sum: Map<K, V>, page: ReadonlyMap<K, V>, add: (sum: V, more: V) => void): void {
  for (const [key, row] of page) {
    const own = sum.get(key);
    if (own === undefined) sum.set(key, row);
    else add(own, row);
  }
}

function addRow(sum: Row, more: Row): void {
  sum.moved += more.moved;
  sum.later += more.later;
  sum.earlier += more.earlier;
  addEffects(sum, more);
}

function addEffects(sum: Effects, more: Effects): void {
  sum.raised += more.raised;
  sum.withdrawn += more.withdrawn;
  sum.changed += more.changed;
}

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
