import { timezone, type Timezone } from '../domain/calendar/timezone.ts';

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
  'ratedDefault',
  'voluntary1',
  'voluntary2',
  'voluntary3',
  'voluntary4',
  'voluntary5',
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

/** Adds `from` to `into`, or with -1 takes it away. */
export function mergeRollups(into: Rollups, from: Rollups, sign: 1 | -1): void {
  for (const table of ['days', 'minutes', 'open'] as const)
    for (const [key, counts] of from[table]) {
      const sum = countersAt(into[table], key, counts.length);
      for (let i = 0; i < counts.length; i += 1) increase(sum, i, sign * (counts[i] ?? 0));
    }
}

export const rollupSize = ({ days, minutes, open }: Rollups): number => days.size + minutes.size + open.size;

/** The counters of a key, at first all zero. */
export function countersAt(of: Map<string, number[]>, key: string, width: number): number[] {
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

export function increase(counters: number[], at: number, by: number): void {
  counters[at] = (counters[at] ?? 0) + by;
}
