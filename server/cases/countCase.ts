import type { Instant } from '#contract/time';
import { dayText } from '../domain/calendar/localDay.ts';
import { contributionOf, type Contribution, type Gauges } from '../domain/cases/contribution.ts';
import type { StoredCase } from './caseStore.ts';
import { countsAlike } from './countsAlike.ts';
import { countersAt, dayCounters, gaugeNames, increase, minuteCounters, type Rollups } from './rollups.ts';

/** What a case adds, and whether it is history: minutes are counted for what is live alone. */
export interface Counting {
  contribution: Contribution;
  historical: boolean;
}

/** What a stored case counts; null while it is unopened. */
export function countingOf({
  state,
  facts,
  alert,
  queries,
}: Pick<StoredCase, 'state' | 'facts' | 'alert' | 'queries'>): Counting | null {
  const contribution = contributionOf(state, facts, alert, queries);
  return contribution && { contribution, historical: facts.historical };
}

/** As addCase, for a stored case and what becomes of it; one that counts as before costs a few comparisons. */
export function addStored(rollups: Rollups, before: StoredCase | undefined, after: StoredCase): void {
  if (before && countsAlike(before, after)) return;
  addCase(rollups, before ? countingOf(before) : null, countingOf(after));
}

/** Takes a case out as it was and puts it in as it is; null: it was or is not counted. */
export function addCase(rollups: Rollups, before: Counting | null, after: Counting | null): void {
  if (
    before &&
    after &&
    before.historical === after.historical &&
    sameCase(before.contribution, after.contribution)
  ) {
    addCounts(rollups, after, before.contribution, after.contribution);
    addGauges(rollups, after.contribution, before.contribution.gauges, after.contribution.gauges);
    return;
  }
  if (before) {
    addCounts(rollups, before, before.contribution, undefined);
    addGauges(rollups, before.contribution, before.contribution.gauges, noGauges);
  }
  if (after) {
    addCounts(rollups, after, undefined, after.contribution);
    addGauges(rollups, after.contribution, noGauges, after.contribution.gauges);
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

/** A case's counters of a day and of a minute; most of its instants lie in one, which is then found once. */
class CaseCounters {
  readonly #rollups: Rollups;
  readonly #of: Contribution;
  readonly #inMinutes: boolean;
  #day = Number.NaN;
  #ofDay: number[] = [];
  #minute = Number.NaN;
  #ofMinute: number[] = [];

  constructor(rollups: Rollups, { contribution, historical }: Counting) {
    this.#rollups = rollups;
    this.#of = contribution;
    this.#inMinutes = !historical;
  }

  day(at: Instant): number[] {
    const day = this.#rollups.zone.dayOf(at);
    if (day === this.#day) return this.#ofDay;
    const { region, department, item, channel, namespace } = this.#of;
    const key = `${dayText(day)}\n${region}\n${department}\n${item}\n${channel}\n${namespace}`;
    this.#day = day;
    return (this.#ofDay = countersAt(this.#rollups.days, key, dayCounters.length));
  }

  /** What minutes count too: columns of minutes are those of days, `concluded` second and children behind. */
  volume(at: Instant, by: number, counter: number, ofMinute: number, ofChild: number): void {
    const day = this.day(at);
    const { child } = this.#of;
    increase(day, counter, by);
    if (child) increase(day, ofChild, by);
    if (!this.#inMinutes) return;
    const minute = this.#minuteOf(at);
    increase(minute, ofMinute, by);
    if (child) increase(minute, ofMinute + 2, by);
  }

  #minuteOf(at: Instant): number[] {
    const minute = Math.floor(at / 60_000) * 60_000;
    if (minute === this.#minute) return this.#ofMinute;
    const { region, department, namespace } = this.#of;
    this.#minute = minute;
    const key = `${minute}\n${region}\n${department}\n${namespace}`;
    return (this.#ofMinute = countersAt(this.#rollups.minutes, key, minuteCounters.length));
  }
}

const submitted = 0;
const received = 1;
const accepted = 2;
const concluded = 3;
const rated = 4;
const ratedGood = 5;
const ratedDefault = 8;
/** The counters of the levels 1 to 5 follow it. */
const beforeLevels = 8;

type Count = (counters: CaseCounters, at: Instant, by: number) => void;
const countSubmitted: Count = (counters, at, by) => counters.volume(at, by, submitted, 0, 6);
const countReceived: Count = (counters, at, by) => increase(counters.day(at), received, by);
const countAccepted: Count = (counters, at, by) => increase(counters.day(at), accepted, by);
const countConcluded: Count = (counters, at, by) => counters.volume(at, by, concluded, 1, 7);

function addCounts(
  rollups: Rollups,
  of: Counting,
  before: Contribution | undefined,
  after: Contribution | undefined,
): void {
  const counters = new CaseCounters(rollups, of);
  const was = before?.counted;
  const is = after?.counted;
  step(counters, was?.submitted, is?.submitted, countSubmitted);
  step(counters, was?.received, is?.received, countReceived);
  step(counters, was?.accepted, is?.accepted, countAccepted);
  step(counters, was?.concluded, is?.concluded, countConcluded);
  countRatings(counters, was?.rated, -1);
  countRatings(counters, is?.rated, 1);
}

type Instants = readonly Instant[];
const none: Instants = [];

/** Most events leave most lists as they were: those cost a comparison and no arithmetic of days. */
function step(counters: CaseCounters, was: Instants = none, is: Instants = none, count: Count): void {
  if (sameInstants(was, is)) return;
  for (const at of was) count(counters, at, -1);
  for (const at of is) count(counters, at, 1);
}

function sameInstants(was: Instants, is: Instants): boolean {
  for (let i = 0; i < was.length; i += 1) if (was[i] !== is[i]) return false;
  return was.length === is.length;
}

function countRatings(
  counters: CaseCounters,
  ratings: Contribution['counted']['rated'] = [],
  by: number,
): void {
  for (const { at, score, isDefault } of ratings) {
    const day = counters.day(at);
    increase(day, rated, by);
    if (score >= 4) increase(day, ratedGood, by);
    increase(day, isDefault ? ratedDefault : beforeLevels + score, by);
  }
}

function addGauges(rollups: Rollups, of: Contribution, was: Gauges, is: Gauges): void {
  const opened = is.open - was.open;
  const steps = [
    opened,
    is.suspended - was.suspended,
    is.dueSoon - was.dueSoon,
    is.overdue - was.overdue,
    is.overdueStatutory - was.overdueStatutory,
    is.implausible - was.implausible,
    of.child ? opened : 0,
  ];
  if (steps.every((change) => change === 0)) return;
  const key = `${of.region}\n${of.department}\n${of.item}\n${of.namespace}`;
  const counters = countersAt(rollups.open, key, gaugeNames.length);
  for (let i = 0; i < steps.length; i += 1) increase(counters, i, steps[i] ?? 0);
}
