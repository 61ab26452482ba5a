import { addVectors } from '#contract/figureVector';
import type { Instant } from '#contract/time';
import type { JobState } from '#contract/wall';
import type { StoredCell, StoredChange, StoredHour } from './storedChange.ts';

/** What several transactions did together. Every list is there; nothing that adds up to nothing is in it. */
export interface MergedChange extends Required<
  Omit<StoredChange, 'job' | 'notified' | 'touched' | 'screens' | 'resync' | 'dataTime'>
> {
  jobs: JobState[];
  resync: StoredChange['resync'];
  dataTime: Instant | null;
}

type StoredFlag = NonNullable<StoredChange['flags']>[number];

/** Sums what adds up and keeps the last of what replaces; `changes` come in the order of their numbers. */
export function mergeChanges(changes: readonly (StoredChange | MergedChange)[]): MergedChange {
  const sources = new Map(
    changes.flatMap((change) => change.sources ?? []).map((entry) => [entry.source.sourceId, entry]),
  );
  const jobs = new Map(changes.flatMap(jobsOf).map((job) => [job.job, job]));
  const times = changes.flatMap((change) => change.dataTime ?? []);
  return {
    cells: mergeCells(changes.flatMap((change) => change.cells ?? [])),
    hours: mergeHours(changes.flatMap((change) => change.hours ?? [])),
    children: mergeCells(changes.flatMap((change) => change.children ?? [])),
    pulses: [...sumByKey(changes.flatMap((change) => change.pulses ?? []))],
    spots: changes.flatMap((change) => change.spots ?? []),
    flags: mergeFlags(changes.flatMap((change) => change.flags ?? [])),
    sources: [...sources.values()],
    heard: mergeHeard(changes.flatMap((change) => change.heard ?? [])),
    jobs: [...jobs.values()],
    resync: changes.find((change) => change.resync)?.resync,
    dataTime: times.length === 0 ? null : times.reduce((newest, at) => Math.max(newest, at)),
  };
}

function jobsOf(change: StoredChange | MergedChange): JobState[] {
  if ('jobs' in change) return change.jobs;
  return change.job ? [change.job] : [];
}

function mergeCells(cells: readonly StoredCell[]): StoredCell[] {
  const merged = new Map<string, StoredCell>();
  for (const [region, department, day, figures] of cells) {
    const key = `${day}\n${region}\n${department}`;
    merged.set(key, [region, department, day, addVectors(merged.get(key)?.[3] ?? [], figures)]);
  }
  return [...merged.values()].filter((cell) => cell[3].length > 0);
}

function mergeHours(hours: readonly StoredHour[]): StoredHour[] {
  const merged = new Map<string, StoredHour>();
  for (const [region, day, hour, submitted, concluded] of hours) {
    const key = `${day}\n${region}\n${hour}`;
    const before = merged.get(key);
    merged.set(key, [region, day, hour, (before?.[3] ?? 0) + submitted, (before?.[4] ?? 0) + concluded]);
  }
  return [...merged.values()].filter((hour) => hour[3] !== 0 || hour[4] !== 0);
}

/** One entry a flag, as it is last; a mere change does not hide what came before it, so that walls announce it. */
function mergeFlags(flags: readonly StoredFlag[]): StoredFlag[] {
  const merged = new Map<number, StoredFlag>();
  for (const { topic, flag } of flags) {
    const before = merged.get(flag.flagId)?.topic;
    merged.set(flag.flagId, { topic: topic === 'flag:changed' ? (before ?? topic) : topic, flag });
  }
  return [...merged.values()];
}

function mergeHeard(heard: readonly [sourceId: number, at: Instant][]): [number, Instant][] {
  const newest = new Map<number, Instant>();
  for (const [sourceId, at] of heard) newest.set(sourceId, Math.max(at, newest.get(sourceId) ?? at));
  return [...newest];
}

function sumByKey(entries: readonly [key: string, count: number][]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const [key, count] of entries) sums.set(key, (sums.get(key) ?? 0) + count);
  return sums;
}
