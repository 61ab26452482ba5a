/** What is counted of a unit over a period; every one may be added up over places. */
export const countNames = [
  'submitted',
  'received',
  'accepted',
  'concluded',
  'rated',
  'ratedGood',
  'ratedDefault',
  // by people themselves, by level
  'voluntary1',
  'voluntary2',
  'voluntary3',
  'voluntary4',
  'voluntary5',
  // bad ratings whose time to be rectified ended
  'badDue',
  'badCalledBack',
  'badRectified',
  // of the submitted
  'withChannel',
  'online',
  'fullOnline',
  // at the end
  'inProgress',
  'overdueOpen',
  'overdueConcluded',
  // due by the promise
  'due',
  'dueOnTime',
  'dueWithdrawn',
  'dueVoided',
  'dueTransferred',
  'dueExempt',
  // due by the law
  'lawDue',
  'lawOnTime',
  'lawWithdrawn',
  'lawVoided',
  'lawTransferred',
  'lawExempt',
  // promised cases whose handling time is measured against a statutory limit in working days; milliseconds
  'measured',
  'measuredUsed',
  'measuredLimit',
  // and against the promise; milliseconds
  'pledged',
  'pledgedUsed',
  'pledgedLimit',
  // findings
  'confirmed',
  'refuted',
  'undecided',
  'contested',
  'otherData',
  'dataFaults',
  // follow-up
  'repliesDue',
  'repliesInTime',
  'rectificationsDue',
  'rectificationsInTime',
  'closed',
  'closedDays',
  'appealed',
  'appealsWon',
] as const;
export type CountName = (typeof countNames)[number];
export type Counts = Readonly<Partial<Record<CountName, number>>>;

/** One unit's sums. */
export interface Sums {
  counts: Record<CountName, number>;
  /** Legal milliseconds from acceptance to conclusion of promised cases, unsorted, as they were read. */
  handled: Float64Array[];
  /** Codes of the items that had cases submitted or concluded. */
  items: Set<string>;
}

export function nothing(): Sums {
  return { counts: { ...zeros }, handled: [], items: new Set() };
}

const zeros = Object.fromEntries(countNames.map((name) => [name, 0])) as Record<CountName, number>;

export function addCounts(sums: Sums, counts: Counts): void {
  for (const name of countNames) sums.counts[name] += counts[name] ?? 0;
}
