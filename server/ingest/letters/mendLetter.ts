import type { MendedLetter } from '#contract/deadLetterSchema';
import { Problem } from '#contract/problem';
import type { Instant } from '#contract/time';
import { markReplayed, type StoredDeadLetter } from '../deadLetterStore.ts';
import { isRecord } from '../fieldReaders.ts';
import { keepMended } from './letterStore.ts';
import { unmasked } from './maskedLetter.ts';
import { resendLetters, type LetterDeps } from './resendLetters.ts';

/**
 * Sends an event in a letter's place, as an administrator has mended it: through the same validation. The body stays as
 * it came; what was sent is kept beside it.
 * @param typed masked values in it stay as they came
 * @throws Problem `conflict` when the letter is done with
 * @returns and which paths were changed, for the audit
 */
export async function mendLetter(
  deps: LetterDeps,
  letter: StoredDeadLetter & { isOpen: boolean },
  typed: unknown,
  { by, now, dryRun }: { by: string; now: Instant; dryRun: boolean },
): Promise<{ answer: MendedLetter; changed: string[] }> {
  if (!letter.isOpen)
    throw new Problem('conflict', `Letter ${letter.deadLetterId} is replayed or discarded already.`);
  const came = opened(deps.sealer.open(letter.body).toString('utf8'));
  const event = unmasked(typed, came);
  const text = JSON.stringify(event);
  await deps.catalogue.refresh(deps.pool);
  const [outcome] = await resendLetters(
    deps,
    letter.sourceId,
    [letter],
    [{ value: JSON.parse(text) as unknown, text }],
    now,
    dryRun,
  );
  if (!outcome) throw new Problem('internal', `Letter ${letter.deadLetterId} was not sent.`);
  const { status, refusal } = outcome;
  if (!dryRun && status !== 'rejected') {
    await keepMended(deps.pool, letter.deadLetterId, { mended: deps.sealer.seal(text), by });
    await markReplayed(deps.pool, [letter.deadLetterId], now);
  }
  const answer: MendedLetter = {
    taken: status !== 'rejected',
    duplicate: status === 'duplicate',
    code: refusal?.code ?? null,
    path: refusal?.path ?? null,
    message: refusal?.message ?? null,
  };
  return { answer, changed: changedPaths(came, event, '') };
}

function opened(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

function changedPaths(before: unknown, after: unknown, path: string): string[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  if (!isRecord(before) || !isRecord(after)) return [path === '' ? 'event' : path];
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names.flatMap((name) =>
    changedPaths(before[name], after[name], path === '' ? name : `${path}.${name}`),
  );
}
