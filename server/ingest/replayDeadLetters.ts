import type { Instant } from '#contract/time';
import { openDeadLetters, type DeadLetterFilter, type StoredDeadLetter } from './deadLetterStore.ts';
import { rawOfLetter, resendLetters, type LetterDeps, type LetterOutcome } from './letters/resendLetters.ts';
import { settleLetters } from './letters/settleLetters.ts';

export interface Replay {
  /** Stored now, or stored before. */
  replayed: number;
  /** Refused again: they stay. */
  refused: number;
}

const pageSize = 500;

/**
 * Sends dead letters through validation and append again, oldest first; those taken, or known by now, are marked, and
 * those refused again say why. Safe to run twice and in two processes: an event stored already is a duplicate.
 */
export async function replayDeadLetters(
  deps: LetterDeps,
  filter: DeadLetterFilter,
  now: Instant,
): Promise<Replay> {
  const replay: Replay = { replayed: 0, refused: 0 };
  await deps.catalogue.refresh(deps.pool);
  for (let after = 0; ;) {
    const letters = await openDeadLetters(deps.pool, filter, after, pageSize);
    const last = letters.at(-1);
    if (!last) return replay;
    after = last.deadLetterId;
    const outcomes = await replayPage(deps, letters, now);
    const refused = outcomes.filter(({ status }) => status === 'rejected').length;
    replay.refused += refused;
    replay.replayed += outcomes.length - refused;
  }
}

/** Sends letters of any sources again. With `dryRun` nothing is written. */
export async function replayPage(
  deps: LetterDeps,
  letters: readonly StoredDeadLetter[],
  now: Instant,
  dryRun = false,
): Promise<LetterOutcome[]> {
  const outcomes: LetterOutcome[] = [];
  for (const sourceId of new Set(letters.map((letter) => letter.sourceId))) {
    const own = letters.filter((letter) => letter.sourceId === sourceId);
    const raws = own.map((letter) => rawOfLetter(deps, letter));
    const done = await resendLetters(deps, sourceId, own, raws, now, dryRun);
    if (!dryRun) await settleLetters(deps.pool, done, now);
    outcomes.push(...done);
  }
  return outcomes;
}
