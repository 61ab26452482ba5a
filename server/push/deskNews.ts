import type { DeskChange } from '#contract/deskRoom';
import type { Instant } from '#contract/time';
import type { FeedBatch } from './changeFeed.ts';

/** What desks may have to hear of. */
export interface DeskNews {
  flagIds: Set<number>;
  resync: Extract<DeskChange, { topic: 'resync' }>['reason'] | undefined;
  /** The feed's number of the last of it. */
  last: number;
  dataTime: Instant | null;
}

export function newsOf({ last, changes, merged }: FeedBatch): DeskNews {
  const flagIds = changes.flatMap(({ change }) => [
    ...(change.flags ?? []).map(({ flag }) => flag.flagId),
    ...(change.touched ?? []),
  ]);
  return { flagIds: new Set(flagIds), resync: merged.resync, last, dataTime: merged.dataTime };
}

/** What has not been told yet, with what came later. */
export function addNews(later: DeskNews, earlier: DeskNews | undefined): DeskNews {
  if (!earlier) return later;
  const dataTime = Math.max(later.dataTime ?? -Infinity, earlier.dataTime ?? -Infinity);
  return {
    flagIds: new Set([...earlier.flagIds, ...later.flagIds]),
    resync: later.resync ?? earlier.resync,
    last: Math.max(later.last, earlier.last),
    dataTime: dataTime === -Infinity ? null : dataTime,
  };
}
