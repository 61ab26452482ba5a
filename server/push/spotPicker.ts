import { severities } from '#contract/rule';
import type { Instant } from '#contract/time';
import type { FlagCard, Spot } from '#contract/wall';

/** What a spot is about; the same subject is not shown twice within 10 minutes. */
interface Candidate {
  spot: Spot;
  subject: string;
  since: Instant;
}

const between = 1000;
const repeatAfter = 10 * 60_000;
/** An ordinary event is stale after this; a flag waits longer for its turn. */
const eventLife = 20_000;
const flagLife = 5 * 60_000;
const longestQueue = 200;

export interface SpotPicker {
  /** An event that could be shown: the newest of each region is kept. */
  offer(spot: Spot, now: Instant): void;
  offerFlag(flag: FlagCard, now: Instant): void;
  /** The next pop-up, at most one a second: in turn the worst flag and the region longest unseen. */
  pick(now: Instant): Spot | undefined;
}

export function spotPicker(): SpotPicker {
  const events = new Map<string, Candidate>();
  const flags = new Map<string, Candidate>();
  const shownAt = new Map<string, Instant>();
  const regionSeenAt = new Map<string, Instant>();
  let lastPick = -Infinity;
  let worstIsNext = true;

  const forget = (now: Instant): void => {
    drop(events, ({ since }) => since + eventLife < now);
    drop(flags, ({ since }) => since + flagLife < now);
    drop(shownAt, (at) => at + repeatAfter <= now);
  };
  const seenAt = ({ spot }: Candidate): Instant => regionSeenAt.get(spot.region) ?? -Infinity;
  const worst = (): Candidate | undefined =>
    best(
      [...flags.values()].filter(({ subject }) => !shownAt.has(subject)),
      worseFirst,
    );
  const longestUnseen = (): Candidate | undefined =>
    best(
      [...events.values(), ...[...flags.values()].filter(({ subject }) => !shownAt.has(subject))],
      (a, b) => seenAt(a) - seenAt(b) || worseFirst(a, b),
    );

  return {
    offer(spot, now) {
      events.set(spot.region, { spot, subject: `event ${spot.region}`, since: now });
    },
    offerFlag(flag, now) {
      const spot = spotOf(flag);
      const subject = `flag ${flag.flagId}`;
      flags.delete(subject);
      if (!spot) return;
      flags.set(subject, { spot, subject, since: now });
      const oldest = flags.keys().next().value;
      if (flags.size > longestQueue && oldest !== undefined) flags.delete(oldest);
    },
    pick(now) {
      if (now - lastPick < between) return undefined;
      forget(now);
      const chosen = worstIsNext ? (worst() ?? longestUnseen()) : (longestUnseen() ?? worst());
      if (!chosen) return undefined;
      lastPick = now;
      worstIsNext = !worstIsNext;
      regionSeenAt.set(chosen.spot.region, now);
      if (flags.delete(chosen.subject)) shownAt.set(chosen.subject, now);
      else events.delete(chosen.spot.region);
      return chosen.spot;
    },
  };
}

/** A flag on something without a place (a source) has no spot on the map. */
function spotOf(flag: FlagCard): Spot | undefined {
  if (flag.region === null || flag.department === null || flag.severity === 'info') return undefined;
  return {
    region: flag.region,
    department: flag.department,
    itemName: flag.itemName ?? flag.item ?? '',
    step: flag.step ?? '',
    severity: flag.severity,
    rule: flag.rule,
  };
}

/** Severity first, then the one that waits longest. */
function worseFirst(a: Candidate, b: Candidate): number {
  return rank(b) - rank(a) || a.since - b.since;
}

function rank({ spot }: Candidate): number {
  return spot.severity === null ? -1 : severities.indexOf(spot.severity);
}

function best<T>(candidates: readonly T[], compare: (a: T, b: T) => number): T | undefined {
  return candidates.reduce<T | undefined>(
    (found, candidate) => (found === undefined || compare(candidate, found) < 0 ? candidate : found),
    undefined,
  );
}

function drop<V>(entries: Map<string, V>, isStale: (value: V) => boolean): void {
  for (const [key, value] of entries) if (isStale(value)) entries.delete(key);
}
