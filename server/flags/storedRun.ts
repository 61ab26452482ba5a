import type { Instant } from '#contract/time';
import { instantText, instantTextOrNull } from '../http/instantText.ts';

/** The columns that every kind of run is read with. */
export const runColumns = `run_id as "runId", kind, actor, state, created_at as "createdAt", finished_at as "finishedAt",
            done_cases as done, all_cases as "of", result, error`;

interface Times {
  createdAt: Instant;
  finishedAt: Instant | null;
  done: number;
  of: number | null;
}

interface Told {
  createdAt: string;
  finishedAt: string | null;
  progress: { done: number; of: number | null };
}

/** A row as it is read, for a run as it is answered. */
export type RunRow<Run extends Told> = Omit<Run, keyof Told> & Times;

export const runOf = <Row extends Times>({ createdAt, finishedAt, done, of, ...row }: Row) => ({
  ...row,
  createdAt: instantText(createdAt),
  finishedAt: instantTextOrNull(finishedAt),
  progress: { done, of },
});
