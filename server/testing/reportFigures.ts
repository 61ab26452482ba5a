import type { Figure, Figures } from '#contract/reports/indicator';

/** A share between 0 and 1 that only depends on the number: the same figures in every run. */
export function wobble(n: number): number {
  const x = Math.sin(n * 12.9898 + 78.233) * 43758.5453;
  return x - Math.floor(x);
}

const count = (value: number): Figure => ({ value, n: value });
const rate = (hits: number, n: number, excluded?: Record<string, number>): Figure => ({
  value: n === 0 ? null : hits / n,
  n,
  hits,
  ...(excluded ? { excluded } : {}),
});
const mean = (value: number, n: number): Figure => ({ value: n === 0 ? null : value, n });

/**
 * Invented figures of a unit of so many concluded cases that hang together: what is promised is a part of what was
 * concluded, the median lies below the mean.
 * @param late share of the cases due that were late
 */
export function inventedFigures(seed: number, concluded: number, late: number): Figures {
  const due = Math.round(concluded * 0.42);
  const overdue = Math.round(due * late);
  const promised = Math.round(concluded * 0.4);
  const days = 1.4 + wobble(seed) * 0.8;
  const statutory = 21 + wobble(seed + 1) * 3;
  const submitted = Math.round(concluded * (1.02 + wobble(seed + 2) / 20));
  const withChannel = Math.round(submitted * 0.997);
  const rated = Math.round(concluded * 0.61);
  const voluntary = Math.round(rated * 0.3);
  const flagged = Math.round(concluded * 0.009) + overdue;
  const confirmed = Math.round(flagged * 0.37);
  const items = Math.min(180, Math.round(4 + concluded / 40));
  const replies = Math.round(flagged * 0.8);
  const rectifications = Math.round(confirmed * 0.7);
  const bad = Math.round(rated * 0.004);
  const badDue = Math.round(rated * 0.0036);
  return {
    submitted: count(submitted),
    received: count(Math.round(submitted * 0.99)),
    accepted: count(Math.round(submitted * 0.97)),
    concluded: count(concluded),
    inProgress: count(Math.round(concluded * 0.08)),
    overdueOpen: count(Math.round(overdue * 0.3)),
    overdueConcluded: count(Math.round(overdue * 0.7)),
    onTimeRate: rate(due - overdue, due, {
      withdrawn: Math.round(due * 0.011),
      voided: Math.round(due * 0.002),
      transferred: Math.round(due * 0.003),
      exempt: Math.round(overdue * 0.06),
    }),
    statutoryOnTimeRate: rate(due - Math.round(overdue * 0.1), due, {
      withdrawn: Math.round(due * 0.009),
      voided: Math.round(due * 0.002),
      transferred: Math.round(due * 0.003),
      exempt: 0,
    }),
    handlingMean: mean(days, promised),
    handlingMedian: mean(days * 0.62, promised),
    handlingP80: mean(days * 1.7, promised),
    handlingP95: mean(days * 3.1, promised),
    daysEarlierThanLaw: mean(statutory - days, promised),
    fasterThanLaw: mean((statutory - days) / statutory, promised),
    fasterThanPromise: mean((5.5 - days) / 5.5, promised),
    promisedSpeedUp: mean(0.68 + wobble(seed + 3) / 20, items),
    onlineRate: rate(Math.round(withChannel * 0.83), withChannel, { noChannel: submitted - withChannel }),
    fullOnlineRate: rate(Math.round(withChannel * 0.64), withChannel, { noChannel: submitted - withChannel }),
    noVisitItems: { value: Math.round(items * 0.6), n: items },
    oneVisitItems: { value: Math.round(items * 0.97), n: items },
    flagged: count(flagged),
    confirmed: count(confirmed),
    confirmedPerThousand: mean((1000 * confirmed) / Math.max(1, concluded), concluded),
    refuted: count(Math.round(flagged * 0.31)),
    undecided: count(Math.round(flagged * 0.27)),
    contested: count(Math.round(flagged * 0.02)),
    repliedInTimeRate: rate(Math.round(replies * 0.93), replies),
    rectifiedInTimeRate: rate(Math.round(rectifications * 0.88), rectifications),
    daysToClose: mean(8.4 + wobble(seed + 4) * 3, rectifications),
    appealed: count(Math.round(flagged * 0.04)),
    appealsWon: count(Math.round(flagged * 0.017)),
    rated: count(rated),
    goodRate: rate(rated - bad - Math.round(rated * 0.002), rated),
    goodRateVoluntary: rate(voluntary - bad - Math.round(voluntary * 0.006), voluntary),
    badRated: count(bad),
    verySatisfied: count(voluntary - bad - Math.round(voluntary * 0.006) - Math.round(voluntary * 0.2)),
    satisfied: count(Math.round(voluntary * 0.2)),
    fairlySatisfied: count(Math.round(voluntary * 0.006)),
    dissatisfied: count(bad - Math.round(bad * 0.4)),
    veryDissatisfied: count(Math.round(bad * 0.4)),
    defaultRated: count(rated - voluntary),
    badCalledBackRate: rate(Math.round(badDue * 0.97), badDue),
    badRectifiedRate: rate(Math.round(badDue * 0.94), badDue),
    dataFaultsPerThousand: mean(0.4 + wobble(seed + 5), concluded),
  };
}
