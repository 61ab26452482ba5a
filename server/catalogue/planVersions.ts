import { isDeepStrictEqual } from 'node:util';
import type { Versioned } from './versioned.ts';

export interface ImportCounts {
  /** Codes not recorded before. */
  added: number;
  /** New versions of recorded codes. */
  changed: number;
  unchanged: number;
}

export interface VersionPlan<T> {
  /** What to write: a revision for each wave, every code at most once in it. */
  waves: T[][];
  counts: ImportCounts;
  newCodes: string[];
  /** What is written, in its order, each with the version that holds without it; undefined for a new code. */
  written: { before: T | undefined; row: T }[];
}

/**
 * Decides which rows say something new, in their order, against the recorded versions and the rows before them.
 * `corrects` tells which earlier version of its code a row has to differ from; by default the last one. `holding`
 * chooses the version that holds without a row where it corrects none.
 */
export function planVersions<T extends { code: string }>(
  rows: readonly T[],
  recorded: Versioned<T & { revision: number }>,
  corrects: (earlier: T, row: T) => boolean = () => true,
  holding: (versions: readonly T[], row: T) => T | undefined = (versions) => versions.at(-1),
): VersionPlan<T> {
  const plan: VersionPlan<T> = {
    waves: [],
    counts: { added: 0, changed: 0, unchanged: 0 },
    newCodes: [],
    written: [],
  };
  const planned = new Map<string, T[]>();
  for (const row of rows) {
    const before = recorded.get(row.code) ?? [];
    const ahead = planned.get(row.code) ?? [];
    const corrected = ahead.findLast((v) => corrects(v, row)) ?? before.findLast((v) => corrects(v, row));
    if (corrected && isDeepStrictEqual(content(corrected), content(row))) {
      plan.counts.unchanged += 1;
      continue;
    }
    const isNew = before.length === 0 && ahead.length === 0;
    plan.counts[isNew ? 'added' : 'changed'] += 1;
    if (isNew) plan.newCodes.push(row.code);
    (plan.waves[ahead.length] ??= []).push(row);
    plan.written.push({ before: corrected ?? holding([...before, ...ahead], row), row });
    planned.set(row.code, [...ahead, row]);
  }
  return plan;
}

/** As it comes back from the database: without the revision, and without what is undefined. */
function content(version: object): unknown {
  return JSON.parse(JSON.stringify({ ...version, revision: undefined }));
}
