import { rulesJob, rulesStandAfter } from '#contract/rulesRun';
import type { Instant } from '#contract/time';
import type { JobState, SourceState } from '#contract/wall';
import type { Link } from '../../stores/wall.ts';

/** What on this screen is old, and since when (server time; null: ever). */
export type StaleCause =
  | { kind: 'connection'; since: Instant; restarting: boolean }
  | { kind: 'database'; since: Instant }
  | { kind: 'rules'; since: Instant | null }
  | { kind: 'sources'; names: string[]; since: Instant }
  | { kind: 'clock' };

/** A lost link is said when three of its 5-second periods have gone by. */
const linkLimit = 15_000;
/** Who said that it restarts and is away for longer has not come back. */
const restartLimit = 120_000;

export interface Watched {
  now: Instant;
  link: Link;
  lostSince: Instant | null;
  /** Since when the server reads nothing from its database; null: it reads. */
  feedLostSince: Instant | null;
  rulesRanAt: Instant | null;
  sources: readonly SourceState[];
  clockUnsure: boolean;
}

/** Everything that is stale, the gravest first. While link or database are lost nothing else can be known. */
export function staleCauses(watched: Watched): StaleCause[] {
  const { now, link, lostSince } = watched;
  if (link === 'restarting' && now - (lostSince ?? now) < restartLimit)
    return [{ kind: 'connection', since: lostSince ?? now, restarting: true }];
  if (link !== 'live' && lostSince !== null && now - lostSince >= linkLimit)
    return [{ kind: 'connection', since: lostSince, restarting: false }];
  if (watched.feedLostSince !== null) return [{ kind: 'database', since: watched.feedLostSince }];
  const causes: StaleCause[] = [];
  if (watched.rulesRanAt === null || now - watched.rulesRanAt > rulesStandAfter)
    causes.push({ kind: 'rules', since: watched.rulesRanAt });
  const silent = watched.sources.flatMap((source) =>
    source.staleSince === null ? [] : [{ name: source.name, since: Date.parse(source.staleSince) }],
  );
  if (silent.length > 0)
    causes.push({
      kind: 'sources',
      names: silent.sort((a, b) => a.since - b.since).map((source) => source.name),
      since: Math.min(...silent.map((source) => source.since)),
    });
  if (watched.clockUnsure) causes.push({ kind: 'clock' });
  return causes;
}

/** When that job last finished; null when it never did. */
export function rulesRanAt(jobs: readonly JobState[]): Instant | null {
  const text = jobs.find((job) => job.job === rulesJob)?.lastFinishedAt;
  return text ? Date.parse(text) : null;
}
