import { feedLength } from '#contract/wall';
import type { Instant } from '#contract/time';
import type { FlagCard } from '#contract/wall';
import { flagCards } from '../changes/flagCards.ts';
import type { StoredChange } from '../changes/storedChange.ts';
import type { Queryable } from '../db/queryable.ts';
import { flagHistories, flagsListedAt, type FlagTurn } from './flagHistoryStore.ts';
import type { Span } from './replayStore.ts';
import { flagTurns } from './flagHistoryStore.ts';
import { standingOf } from './standingAt.ts';

type ToldFlag = NonNullable<StoredChange['flags']>[number];

const page = 1000;

/** The cards a wall showed before `at`, newest first; what a card says beside its state is as it was last found. */
export async function cardsAt(
  db: Queryable,
  at: Instant,
  regions: readonly string[] | null,
): Promise<FlagCard[]> {
  const ids = await flagsListedAt(db, at, regions, feedLength);
  const histories = new Map((await flagHistories(db, ids)).map((flag) => [flag.flagId, flag]));
  const cards = new Map((await flagCards(db, ids)).map((card) => [card.flagId, card]));
  return ids.flatMap((id) => {
    const [card, history] = [cards.get(id), histories.get(id)];
    const standing = history && standingOf(history, at);
    if (!card || !standing) return [];
    const { status, severity, caseState } = standing;
    return [{ ...card, status, severity, caseState }];
  });
}

/** What walls were told of flags in a span, in order. */
export async function* flagsTold(db: Queryable, span: Span): AsyncGenerator<{ at: Instant; told: ToldFlag }> {
  let last = 0;
  for (;;) {
    const turns = await flagTurns(db, span, last, page);
    const ids = [...new Set(turns.map(({ flagId }) => flagId))];
    const histories = new Map((await flagHistories(db, ids)).map((flag) => [flag.flagId, flag]));
    const cards = new Map((await flagCards(db, ids)).map((card) => [card.flagId, card]));
    for (const turn of turns) {
      const { id, flagId, at, status, severity } = turn;
      last = id;
      const [card, history] = [cards.get(flagId), histories.get(flagId)];
      if (!card || !history) continue;
      const caseState = standingOf(history, at + 1)?.caseState ?? card.caseState;
      yield { at, told: { topic: topicOf(turn), flag: { ...card, status, severity, caseState } } };
    }
    if (turns.length < page) return;
  }
}

/** How a transition is told; the flag job also calms flags that come and go, which is of no use to the past. */
function topicOf({ reason, status }: Pick<FlagTurn, 'reason' | 'status'>): ToldFlag['topic'] {
  if (status === 'withdrawn') return 'flag:withdrawn';
  if (reason === 'escalated') return 'flag:escalated';
  const begins = reason === 'condition_met' || reason === 'met_again' || reason === 'rejudged';
  return begins && status === 'raised' ? 'flag:raised' : 'flag:changed';
}
