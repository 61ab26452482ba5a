import type { Instant } from '#contract/time';
import { appendEvents, type AppendDeps } from '../appendEvents.ts';
import type { StoredDeadLetter } from '../deadLetterStore.ts';
import type { AppendResult, IncomingEvent, Refusal } from '../incomingEvent.ts';
import { planBatch } from '../planBatch.ts';
import { prepareEvents, type PrepareDeps } from '../prepareEvents.ts';
import type { RawEvent } from '../rawEvent.ts';
import { appendSourceEvent } from '../sourceEvents.ts';

export type LetterDeps = AppendDeps & PrepareDeps;

/** What became of a letter that was sent again, or would. */
export interface LetterOutcome {
  letter: StoredDeadLetter;
  status: AppendResult['status'];
  /** When it was rejected. */
  refusal?: Refusal;
  waitsFor?: string | undefined;
}

/**
 * Sends letters of one source through validation and append again. With `dryRun` nothing is written.
 * @param raws what is sent for each letter
 */
export async function resendLetters(
  deps: LetterDeps,
  sourceId: number,
  letters: readonly StoredDeadLetter[],
  raws: readonly RawEvent[],
  now: Instant,
  dryRun = false,
): Promise<LetterOutcome[]> {
  const source = deps.catalogue.current().sourceById(sourceId);
  if (!source || source.revokedAt !== null) {
    const message = `The source is revoked; its events are taken no more.`;
    return letters.map((letter) => ({
      letter,
      status: 'rejected',
      refusal: { code: 'forbidden', path: 'source', message },
    }));
  }
  const validated = await prepareEvents(deps, source, raws, now, dryRun);
  const outcomes: LetterOutcome[] = [];
  const waiting: { letter: StoredDeadLetter; event: IncomingEvent }[] = [];
  for (const [i, one] of validated.entries()) {
    const letter = letters[i];
    if (!letter) continue;
    if (one.kind === 'refused')
      outcomes.push({ letter, status: 'rejected', refusal: one.refusal, waitsFor: one.waitsFor });
    else if (one.kind === 'source')
      outcomes.push(outcomeOf(letter, (await appendSourceEvent(deps, one.event, now, dryRun)).result));
    else {
      // it arrived when it was first sent
      const receivedAt = one.event.receivedAt === null ? null : letter.receivedAt;
      waiting.push({ letter, event: { ...one.event, receivedAt } });
    }
  }
  const events = waiting.map(({ event }) => event);
  const results = dryRun
    ? events.length === 0
      ? []
      : (await planBatch(deps.pool, events, deps.catalogue.current(), deps.cache, now)).results
    : await appendEvents(deps, events, { now });
  for (const [i, { letter }] of waiting.entries()) {
    const result = results[i];
    if (result) outcomes.push(outcomeOf(letter, result));
  }
  return outcomes.sort((a, b) => a.letter.deadLetterId - b.letter.deadLetterId);
}

function outcomeOf(letter: StoredDeadLetter, result: AppendResult): LetterOutcome {
  if (result.status !== 'rejected') return { letter, status: result.status };
  const { status, ...refusal } = result;
  return { letter, status, refusal };
}

/** A letter as it came, or as it was mended. */
export function rawOfLetter(
  { sealer }: Pick<PrepareDeps, 'sealer'>,
  { body, truncated, code, path, message }: StoredDeadLetter,
): RawEvent {
  const text = truncated ? '' : sealer.open(body).toString('utf8');
  try {
    return { value: JSON.parse(text) as unknown, text };
  } catch {
    return { refusal: { code, message, ...(path === null ? {} : { path }) }, text };
  }
}
