import type { LetterBulk, LetterBulkAnswer } from '#contract/deadLetterSchema';
import type { Instant } from '#contract/time';
import type { Scope } from '../../access/scope.ts';
import { countOpenLetters, openDeadLetters } from '../deadLetterStore.ts';
import { replayPage } from '../replayDeadLetters.ts';
import { discardLetters } from './letterStore.ts';
import type { LetterDeps, LetterOutcome } from './resendLetters.ts';

const pageSize = 500;
const mostRefusals = 10;

/**
 * Replays or discards the next letters that are asked for, oldest first: a call is short, so that whoever asks sees
 * how it goes and may stop. With `dryRun` nothing is written. Safe to repeat.
 */
export async function bulkLetters(
  deps: LetterDeps,
  asked: LetterBulk,
  scope: Scope,
  { by, now }: { by: string; now: Instant },
): Promise<LetterBulkAnswer> {
  const { action, dryRun, source, code, path, waitsFor, ids, after, reason = '' } = asked;
  const filter = {
    sourceId: source,
    code,
    path,
    waitsFor: waitsFor === undefined ? undefined : [waitsFor],
    ids,
    scope,
  };
  await deps.catalogue.refresh(deps.pool);
  const [matching, letters] = [
    await countOpenLetters(deps.pool, filter, after),
    await openDeadLetters(deps.pool, filter, after, pageSize),
  ];
  const none = { matching, looked: letters.length, replayed: 0, refused: 0, discarded: 0, refusals: [] };
  const next = letters.length === pageSize ? (letters.at(-1)?.deadLetterId ?? null) : null;
  if (letters.length === 0) return { ...none, next };
  if (action === 'discard') {
    const letterIds = letters.map(({ deadLetterId }) => deadLetterId);
    const discarded = dryRun
      ? letters.length
      : await discardLetters(deps.pool, letterIds, { by, reason }, now);
    return { ...none, discarded, next };
  }
  const outcomes = await replayPage(deps, letters, now, dryRun);
  const refused = outcomes.filter(({ status }) => status === 'rejected').length;
  return {
    ...none,
    replayed: outcomes.length - refused,
    refused,
    refusals: refusalsOf(outcomes),
    next,
  };
}

function refusalsOf(outcomes: readonly LetterOutcome[]): LetterBulkAnswer['refusals'] {
  const counted = new Map<string, LetterBulkAnswer['refusals'][number]>();
  for (const { refusal } of outcomes) {
    if (!refusal) continue;
    const { code, path = null, message } = refusal;
    const key = `${code} ${path}`;
    const known = counted.get(key);
    if (known) known.n += 1;
    else counted.set(key, { code, path, message, n: 1 });
  }
  return [...counted.values()].sort((a, b) => b.n - a.n || (a.code < b.code ? -1 : 1)).slice(0, mostRefusals);
}
