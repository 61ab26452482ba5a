import type { Instant } from '#contract/time';
import { dayText } from '../domain/calendar/localDay.ts';
import { timezone, type Timezone } from '../domain/calendar/timezone.ts';
import { contributionOf, type Contribution, type Gauges } from '../domain/cases/contribution.ts';
import type { StoredCase } from './caseStore.ts';

/** Counters of stats_day, in the order of `Rollups.days`' numbers. */
export const dayCounters = [
  'submitted',
  'received',
  'accepted',
  'concluded',
  'rated',
  'ratedGood',
  'childSubmitted',
  'childConcluded',
] as const;
export const minuteCounters = ['submitted', 'concluded', 'childSubmitted', 'childConcluded'] as const;
export const gaugeNames = [
  'open',
  'suspended',
  'dueSoon',
  'overdue',
  'overdueStatutory',
  'implausible',
  'childOpen',
] as const;

/**
 * Increments to the roll-ups. Keys are the columns of the table's primary key joined by line feeds, which no code
 * contains; sorted, they are the order in which every writer locks the rows.
 */
export interface Rollups {
  zone: Timezone;
  /** day, region, department, item, channel, namespace → dayCounters */
  days: Map<string, number[]>;
  /** minute (epoch), region, department, namespace → minuteCounters */
  minutes: Map<string, number[]>;
  /** region, department, item, namespace → gaugeNames */
  open: Map<string, number[]>;
}

/** `zone`: the office zone, whose days and hours are counted. */
export function newRollups(zone: string): Rollups {
  return { zone: timezone(zone), days: new Map(), minutes: new Map(), open: new Map() };
}

/** What a case adds, and whether it is history: minutes are counted for what is live alone. */
export interface Counting {
  contribution: Contribution;
  historical: boolean;
}

/** What a stored case counts; null while it is unopened. */
export function countingOf({ state, facts, alert, queries }: StoredCase): Counting | null {
  const contribution = contributionOf(state, facts, alert, queries);
  return contribution && { contribution, historical: facts.historical };
}

/** As addCase, for a stored case and what becomes of it; one that counts as before costs a few comparisons. */
export function addStored(rollups: Rollups, before: StoredCase | undefined, after: StoredCase): void {
  if (before && countsAlike(before, after)) return;
  addCase(rollups, before ? countingOf(before) : null, countingOf(after));
}

/** True only if nothing countable changed; parts of a state that did not change keep their identity. */
function countsAlike(before: StoredCase, after: StoredCase): boolean {
  const [was, is] = [before.state.round, after.state.round];
  return (
    was.submitted === is.submitted &&
    was.received === is.received &&
    was.accepted === is.accepted &&
    was.concluded === is.concluded &&
    was.notAccepted === is.notAccepted &&
    before.state.past === after.state.past &&
    before.state.ratings === after.state.ratings &&
    sameFacts(before.facts, after.facts) &&
    before.alert === after.alert &&
    before.queries === after.queries
  );
}

const sameFacts = (a: StoredCase['facts'], b: StoredCase['facts']): boolean =>
  a.stage === b.stage &&
  a.region === b.region &&
  a.department === b.department &&
  a.item === b.item &&
  a.channel === b.channel &&
  a.parentCase === b.parentCase &&
  a.historical === b.historical &&
  a.concludedAt === b.concludedAt;

/** Takes a case out as it was and puts it in as it is; null: it was or is not counted. */
export function addCase(rollups: Rollups, before: Counting | null, after: Counting | null): void {
  if (
    before &&
    after &&
    before.historical === after.historical &&
    sameCase(before.contribution, after.contribution)
  ) {
    addCounts(rollups, after, before.contribution, after.contribution);
    addGauges(rollups, after.contribution, difference(after.contribution.gauges, before.contribution.gauges));
    return;
  }
  if (before) {
    addCounts(rollups, before, before.contribution, undefined);
    addGauges(rollups, before.contribution, difference(noGauges, before.contribution.gauges));
  }
  if (after) {
    addCounts(rollups, after, undefined, after.contribution);
    addGauges(rollups, after.contribution, after.contribution.gauges);
  }
}

const noGauges: Gauges = {
  open: 0,
  suspended: 0,
  dueSoon: 0,
  overdue: 0,
  overdueStatutory: 0,
  implausible: 0,
};

const sameCase = (a: Contribution, b: Contribution): boolean =>
  a.department === b.department &&
  a.region === b.region &&
  a.item === b.item &&
  a.channel === b.channel &&
  a.namespace === b.namespace &&
  a.child === b.child;

function difference(of: Gauges, minus: Gauges): Gauges {
  return {
    open: of.open - minus.open,
    suspended: of.suspended - minus.suspended,
    dueSoon: of.dueSoon - minus.dueSoon,
    overdue: of.overdue - minus.overdue,
    overdueStatutory: of.overdueStatutory - minus.overdueStatutory,
    implausible: of.implausible - minus.implausible,
  };
}

type Instants = readonly Instant[];
const none: Instants = [];

/** Finds a case's counters of a day and of a minute; most of its instants lie in one, which is then found once. */
interface Finder {
  day(at: Instant): number[];
  minute(at: Instant): number[];
}

function finder({ zone, days, minutes }: Rollups, of: Contribution): Finder {
  let lastDay = Number.NaN;
  let ofDay: number[] = [];
  let lastMinute = Number.NaN;
  let ofMinute: number[] = [];
  return {
    day(at) {
      const day = zone.dayOf(at);
      if (day === lastDay) return ofDay;
      lastDay = day;
      const key = `${dayText(day)}\n${of.region}\n${of.department}\n${of.item}\n${of.channel}\n${of.namespace}`;
      return (ofDay = countersAt(days, key, dayCounters.length));
    },
    minute(at) {
      const minute = Math.floor(at / 60_000) * 60_000;
      if (minute === lastMinute) return ofMinute;
      lastMinute = minute;
      const key = `${minute}\n${of.region}\n${of.department}\n${of.namespace}`;
      return (ofMinute = countersAt(minutes, key, minuteCounters.length));
    },
  };
}

const submitted = 0;
const received = 1;
const accepted = 2;
const concluded = 3;
const rated = 4;
const ratedGood = 5;

function addCounts(
  rollups: Rollups,
  { contribution: of, historical }: Counting,
  before: Contribution | undefined,
  after: Contribution | undefined,
): void {
  const find = finder(rollups, of);
  const was = before?.counted;
  const is = after?.counted;
  // columns of minutes are those of days, `concluded` second and children behind
  const volume = (counter: number, inMinutes: number, ofChild: number) => (at: Instant, by: number) => {
    const day = find.day(at);
    increase(day, counter, by);
    if (of.child) increase(day, ofChild, by);
    if (historical) return;
    const minute = find.minute(at);
    increase(minute, inMinutes, by);
    if (of.child) increase(minute, inMinutes + 2, by);
  };
  const ofDay = (counter: number) => (at: Instant, by: number) => increase(find.day(at), counter, by);
  step(was?.submitted, is?.submitted, volume(submitted, 0, 6));
  step(was?.received, is?.received, ofDay(received));
  step(was?.accepted, is?.accepted, ofDay(accepted));
  step(was?.concluded, is?.concluded, volume(concluded, 1, 7));
  countRatings(find, was?.rated, -1);
  countRatings(find, is?.rated, 1);
}

/** Most events leave most lists as they were: those cost a comparison and no arithmetic of days. */
function step(was: Instants = none, is: Instants = none, count: (at: Instant, by: number) => void): void {
  if (was.length === is.length && was.every((at, i) => at === is[i])) return;
  for (const at of was) count(at, -1);
  for (const at of is) count(at, 1);
}

function countRatings(find: Finder, ratings: Contribution['counted']['rated'] = [], by: number): void {
  for (const { at, good } of ratings) {
    const day = find.day(at);
    increase(day, rated, by);
    if (good) increase(day, ratedGood, by);
  }
}

function increase(counters: number[], at: number, by: number): void {
  counters[at] = (counters[at] ?? 0) + by;
}

function addGauges(rollups: Rollups, of: Contribution, by: Gauges): void {
  const steps = [
    by.open,
    by.suspended,
    by.dueSoon,
    by.overdue,
    by.overdueStatutory,
    by.implausible,
    of.child ? by.open : 0,
  ];
  if (steps.every((change) => change === 0)) return;
  const key = `${of.region}\n${of.department}\n${of.item}\n${of.namespace}`;
  const counters = countersAt(rollups.open, key, gaugeNames.length);
  for (let i = 0; i < steps.length; i += 1) increase(counters, i, steps[i] ?? 0);
}

function countersAt(of: Map<string, number[]>, key: string, width: number): number[] {
  let counters = of.get(key);
  if (!counters) of.set(key, (counters = new Array<number>(width).fill(0)));
  return counters;
}

/** Rows that change anything, as [key parts, counters], in the order in which they are locked. */
export function changedRows(of: ReadonlyMap<string, number[]>): [key: string[], counts: number[]][] {
  const rows: [string, number[]][] = [];
  for (const row of of) if (row[1].some((count) => count !== 0)) rows.push(row);
  rows.sort((a, b) => (a[0] < b[0] ? -1 : 1));
  return rows.map(([key, counts]) => [key.split('\n'), counts]);
}
