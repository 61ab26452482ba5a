import type { Instant } from '#contract/time';
import { appendEvents, type AppendDeps } from './appendEvents.ts';
import {
  markReplayed,
  openDeadLetters,
  type DeadLetterFilter,
  type StoredDeadLetter,
} from './deadLetterStore.ts';
import { prepareEvents, type PrepareDeps } from './prepareEvents.ts';
import type { RawEvent } from './rawEvent.ts';
import { appendSourceEvent } from './sourceEvents.ts';

export interface Replay {
  /** Stored now, or stored before. */
  replayed: number;
  /** Refused again: they stay. */
  refused: number;
}

const pageSize = 500;

/**
 * Sends dead letters through validation and append again, oldest first; those taken, or known by now, are marked.
 * Safe to run twice and in two processes: an event stored already is a duplicate.
 */
export async function replayDeadLetters(
  deps: AppendDeps & PrepareDeps,
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
    for (const sourceId of new Set(letters.map((letter) => letter.sourceId))) {
      const own = letters.filter((letter) => letter.sourceId === sourceId);
      await replayOfSource(deps, sourceId, own, replay, now);
    }
  }
}

async function replayOfSource(
  deps: AppendDeps & PrepareDeps,
  sourceId: number,
  letters: readonly StoredDeadLetter[],
  replay: Replay,
  now: Instant,
): Promise<void> {
  const source = deps.catalogue.current().sourceById(sourceId);
  if (!source || source.revokedAt !== null) return void (replay.refused += letters.length);
  const raw = letters.map((letter): RawEvent => opened(deps, letter));
  const validated = await prepareEvents(deps, source, raw, now);
  const taken: number[] = [];
  const events = validated.flatMap((one, i) => {
    const letter = letters[i];
    if (one.kind !== 'case' || !letter) return [];
    // it arrived when it was first sent
    const receivedAt = one.event.receivedAt === null ? null : letter.receivedAt;
    return [{ letter, event: { ...one.event, receivedAt } }];
  });
  const results = await appendEvents(
    deps,
    events.map(({ event }) => event),
    { now },
  );
  for (const [i, { letter }] of events.entries())
    if (results[i]?.status !== 'rejected') taken.push(letter.deadLetterId);
  for (const [i, one] of validated.entries()) {
    const letter = letters[i];
    if (one.kind !== 'source' || !letter) continue;
    const { result } = await appendSourceEvent(deps, one.event, now);
    if (result.status !== 'rejected') taken.push(letter.deadLetterId);
  }
  await markReplayed(deps.pool, taken, now);
  replay.replayed += taken.length;
  replay.refused += letters.length - taken.length;
}

function opened(
  { sealer }: PrepareDeps,
  { body, truncated, code, path, message }: StoredDeadLetter,
): RawEvent {
  const text = truncated ? '' : sealer.open(body).toString('utf8');
  try {
    return { value: JSON.parse(text) as unknown, text };
  } catch {
    return { refusal: { code, message, ...(path === null ? {} : { path }) }, text };
  }
}
