import type { Instant } from '#contract/time';
import type { Peers, PeersOf } from '../domain/knowledge.ts';
import type { BaselineRow } from './baselineStore.ts';

/** Every baseline ever taken, in memory: a value that `withNewer` replaces. */
export interface Baselines {
  /** The newest one's number; 0 before the first. */
  newest: number;
  /** Peers by the baseline in force at `at`, of those taken by `knownAt`. A department that had no case of its own is
   * left out of nothing: its peers are everybody. */
  peers(of: PeersOf, at: Instant, knownAt?: Instant): Peers | undefined;
  withNewer(rows: readonly BaselineRow[]): Baselines;
}

export const noBaselines: Baselines = hold(new Map(), 0);

function hold(known: ReadonlyMap<string, readonly BaselineRow[]>, newest: number): Baselines {
  const inForce = (key: string, at: Instant, knownAt: Instant): BaselineRow | undefined =>
    known.get(key)?.findLast((row) => row.validFrom <= at && row.takenAt <= knownAt);
  return {
    newest,
    peers({ item, revision, without }, at, knownAt = Infinity) {
      const own = without === undefined ? undefined : inForce(keyOf(item, revision, without), at, knownAt);
      const row = own ?? inForce(keyOf(item, revision, ''), at, knownAt);
      if (!row || row.median === null || row.mad === null) return undefined;
      const { baseline, takenAt, peers: n, median, mad } = row;
      return { n, median, mad, baseline, takenAt };
    },
    withNewer(rows) {
      const all = new Map(known);
      for (const row of rows) {
        const key = keyOf(row.item, row.revision, row.department);
        all.set(key, [...(all.get(key) ?? []), row]);
      }
      return hold(all, rows.at(-1)?.baseline ?? newest);
    },
  };
}

function keyOf(item: string, revision: number, department: string): string {
  return `${item}\n${revision}\n${department}`;
}
