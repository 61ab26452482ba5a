import type { ItemVersion } from '#contract/item';
import type { Figure, Figures } from '#contract/reports/indicator';
import type { Dimension } from '#contract/reports/snapshot';
import { dayLength } from '../calendar/localDay.ts';
import { percentiles } from './percentile.ts';
import type { Sums } from './sums.ts';

/** A code's item as it was in force at the end of the period. */
export type ItemOf = (code: string) => ItemVersion | undefined;

/**
 * The figures of one unit. What is not told by its dimension is left out: no flag has a channel. Values are divided once
 * and never rounded: sums are whole numbers, so that the same cases give the same figures in whatever order they are read.
 */
export function figuresOf(sums: Sums, by: Dimension, itemOf: ItemOf): Figures {
  return {
    ...volumesOf(sums),
    ...timesOf(sums),
    ...servicesOf(sums, itemOf),
    ...(by === 'channel' ? {} : findingsOf(sums)),
    ...(by === 'channel' || by === 'item' || by === 'itemType' ? {} : followupOf(sums)),
  };
}

/** Nothing at all was reported: neither a case, nor a finding, nor a step of its follow-up. */
export const isNothing = ({ counts }: Sums): boolean => Object.values(counts).every((count) => count === 0);

const count = (value: number): Figure => ({ value, n: value });
const ratio = (value: number, n: number): Figure => ({ value: n === 0 ? null : value / n, n });
const rate = (hits: number, n: number, excluded?: Readonly<Record<string, number>>): Figure => ({
  value: n === 0 ? null : hits / n,
  n,
  hits,
  ...(excluded ? { excluded } : {}),
});

function volumesOf({ counts }: Sums): Figures {
  return {
    submitted: count(counts.submitted),
    received: count(counts.received),
    accepted: count(counts.accepted),
    concluded: count(counts.concluded),
    inProgress: count(counts.inProgress),
    overdueOpen: count(counts.overdueOpen),
    overdueConcluded: count(counts.overdueConcluded),
  };
}

function timesOf({ counts, handled }: Sums): Figures {
  const n = handled.reduce((sum, { length }) => sum + length, 0);
  const [median, p80, p95] = percentiles(handled, [0.5, 0.8, 0.95]);
  const days = (used: number | null = null): Figure => ({
    value: used === null ? null : used / dayLength,
    n,
  });
  const earlier = counts.measuredLimit - counts.measuredUsed;
  return {
    onTimeRate: rate(counts.dueOnTime, counts.due, {
      withdrawn: counts.dueWithdrawn,
      voided: counts.dueVoided,
      transferred: counts.dueTransferred,
      exempt: counts.dueExempt,
    }),
    statutoryOnTimeRate: rate(counts.lawOnTime, counts.lawDue, {
      withdrawn: counts.lawWithdrawn,
      voided: counts.lawVoided,
      transferred: counts.lawTransferred,
      exempt: counts.lawExempt,
    }),
    handlingMean: ratio(sumOf(handled) / dayLength, n),
    handlingMedian: days(median),
    handlingP80: days(p80),
    handlingP95: days(p95),
    daysEarlierThanLaw: ratio(earlier / dayLength, counts.measured),
    fasterThanLaw: {
      value: counts.measuredLimit === 0 ? null : earlier / counts.measuredLimit,
      n: counts.measured,
    },
    fasterThanPromise: {
      value:
        counts.pledgedLimit === 0 ? null : (counts.pledgedLimit - counts.pledgedUsed) / counts.pledgedLimit,
      n: counts.pledged,
    },
  };
}

function sumOf(lists: readonly Float64Array[]): number {
  let sum = 0;
  for (const list of lists) {
    for (const value of list) sum += value;
  }
  return sum;
}

function servicesOf({ counts, items }: Sums, itemOf: ItemOf): Figures {
  const known = [...items].flatMap((code) => itemOf(code) ?? []);
  const visits = known.flatMap((item) => item.visits ?? []);
  const noChannel = { noChannel: counts.submitted - counts.withChannel };
  return {
    promisedSpeedUp: speedUp(known),
    onlineRate: rate(counts.online, counts.withChannel, noChannel),
    fullOnlineRate: rate(counts.fullOnline, counts.withChannel, noChannel),
    noVisitItems: { value: visits.filter((times) => times === 0).length, n: visits.length },
    oneVisitItems: { value: visits.filter((times) => times <= 1).length, n: visits.length },
    ...ratingsOf(counts),
  };
}

function ratingsOf(counts: Sums['counts']): Figures {
  const { rated, ratedGood, ratedDefault, voluntary1, voluntary2, voluntary3, voluntary4, voluntary5 } =
    counts;
  const bad = voluntary1 + voluntary2;
  const voluntary = bad + voluntary3 + voluntary4 + voluntary5;
  const whole = { rated: count(rated), goodRate: rate(ratedGood, rated) };
  // some were counted before levels were, and not counted anew since
  if (rated !== ratedDefault + voluntary) return whole;
  return {
    ...whole,
    goodRateVoluntary: rate(voluntary4 + voluntary5, voluntary, { default: ratedDefault }),
    badRated: count(bad),
    verySatisfied: count(voluntary5),
    satisfied: count(voluntary4),
    fairlySatisfied: count(voluntary3),
    dissatisfied: count(voluntary2),
    veryDissatisfied: count(voluntary1),
    defaultRated: count(ratedDefault),
    badCalledBackRate: rate(counts.badCalledBack, counts.badDue),
    badRectifiedRate: rate(counts.badRectified, counts.badDue),
  };
}

function speedUp(items: readonly ItemVersion[]): Figure {
  let n = 0;
  let statutory = 0;
  let promised = 0;
  for (const { statutoryLimit, promisedLimit } of items) {
    if (statutoryLimit?.unit !== 'workday' || promisedLimit?.unit !== 'workday') continue;
    n += 1;
    statutory += statutoryLimit.value;
    promised += promisedLimit.value;
  }
  return { value: statutory === 0 ? null : (statutory - promised) / statutory, n };
}

function findingsOf({ counts }: Sums): Figures {
  const { concluded, confirmed, refuted, undecided, contested, otherData, dataFaults } = counts;
  const perThousand = (n: number): Figure => ({
    value: concluded === 0 ? null : (1000 * n) / concluded,
    n: concluded,
  });
  return {
    flagged: count(confirmed + refuted + undecided + contested + otherData),
    confirmed: count(confirmed),
    confirmedPerThousand: perThousand(confirmed),
    refuted: count(refuted),
    undecided: count(undecided),
    contested: count(contested),
    dataFaultsPerThousand: perThousand(dataFaults),
  };
}

function followupOf({ counts }: Sums): Figures {
  return {
    repliedInTimeRate: rate(counts.repliesInTime, counts.repliesDue),
    rectifiedInTimeRate: rate(counts.rectificationsInTime, counts.rectificationsDue),
    daysToClose: ratio(counts.closedDays, counts.closed),
    appealed: count(counts.appealed),
    appealsWon: count(counts.appealsWon),
  };
}
