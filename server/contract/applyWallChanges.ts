import { addVectors, toFigures, toVector } from './figureVector.ts';
import { feedLength } from './wall.ts';
import type { Instant } from './time.ts';
import type { CellsStep, FlagCard, SourceState, WallCell, WallChange, WallHour, WallState } from './wall.ts';

/**
 * What a wall shows after a room's changes: the one reducer of server and browser, so that a snapshot with its
 * deltas is the snapshot a newcomer gets. Returns a new state and leaves the old one untouched; parts that did
 * not change keep their identity. Pop-ups, pulses, `resync` and `server:restarting` are no state.
 */
export function applyWallChanges(state: WallState, changes: readonly WallChange[]): WallState {
  return changes.reduce(applyOne, state);
}

function applyOne(state: WallState, change: WallChange): WallState {
  switch (change.topic) {
    case 'heatmap:changed':
      return {
        ...state,
        cells: addCells(state.cells, change.cells),
        hours: addHours(state.hours, change.hours),
      };
    case 'kpi:changed': {
      const lastWeek = change.lastWeek === undefined ? state.lastWeek : change.lastWeek;
      const yesterday = change.yesterday === undefined ? state.yesterday : change.yesterday;
      const figures = toFigures(addVectors(toVector(state.figures), change.figures));
      return { ...state, figures, lastWeek, yesterday };
    }
    case 'flag:raised':
    case 'flag:escalated':
    case 'flag:withdrawn':
    case 'flag:changed':
      return { ...state, flags: putFlag(state.flags, change.flag) };
    case 'source:stale':
    case 'source:recovered':
    case 'source:changed':
      return { ...state, sources: putSource(state.sources, change.source) };
    case 'source:heard':
      return { ...state, sources: hear(state.sources, new Map(change.heard)) };
    case 'job:finished':
      return { ...state, jobs: putSorted(state.jobs, change.job, (job) => job.job) };
    case 'items:changed':
      return { ...state, items: change.items };
    case 'followup:changed':
      return { ...state, followup: change.followup };
    case 'spot:shown':
    case 'resync':
    case 'server:restarting':
      return state;
  }
}

/** Cells stay sorted by region and department; a cell without figures is left out. */
function addCells(cells: WallCell[], steps: readonly CellsStep[]): WallCell[] {
  if (steps.length === 0) return cells;
  const byPlace = new Map(cells.map((cell) => [cell[0] * 65_536 + cell[1], cell]));
  for (const [figures, places] of steps) {
    for (let at = 0; at + 1 < places.length; at += 2) {
      const [region = 0, department = 0] = places.slice(at, at + 2);
      const place = region * 65_536 + department;
      const sum = addVectors(byPlace.get(place)?.[2] ?? [], figures);
      if (sum.length === 0) byPlace.delete(place);
      else byPlace.set(place, [region, department, sum]);
    }
  }
  return [...byPlace.values()].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
}

function addHours(hours: WallHour[], added: readonly WallHour[]): WallHour[] {
  if (added.length === 0) return hours;
  const byPlace = new Map(hours.map((hour) => [hour[0] * 24 + hour[1], hour]));
  for (const [region, hour, submitted, concluded] of added) {
    const before = byPlace.get(region * 24 + hour);
    const sum: WallHour = [region, hour, (before?.[2] ?? 0) + submitted, (before?.[3] ?? 0) + concluded];
    if (sum[2] === 0 && sum[3] === 0) byPlace.delete(region * 24 + hour);
    else byPlace.set(region * 24 + hour, sum);
  }
  return [...byPlace.values()].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
}

/** Whether the feed lists a flag: ended ones stay, with their status, until newer flags push them out. */
export function isListed(flag: Pick<FlagCard, 'severity' | 'status'>): boolean {
  return flag.severity !== 'info' && flag.status !== 'archived';
}

function putFlag(flags: FlagCard[], flag: FlagCard): FlagCard[] {
  const others = flags.filter((other) => other.flagId !== flag.flagId);
  if (!isListed(flag)) return others;
  return [...others, flag].sort(newestFirst).slice(0, feedLength);
}

function newestFirst(a: FlagCard, b: FlagCard): number {
  return Date.parse(b.raisedAt) - Date.parse(a.raisedAt) || b.flagId - a.flagId;
}

/** A source is never heard earlier than was known: what says so was written before it was heard again. */
function putSource(sources: SourceState[], source: SourceState): SourceState[] {
  const known = sources.find((other) => other.sourceId === source.sourceId)?.lastReceivedAt;
  const put = putSorted(sources, source, (other) => other.sourceId);
  return known == null ? put : hear(put, new Map([[source.sourceId, Date.parse(known)]]));
}

function hear(sources: SourceState[], heard: ReadonlyMap<number, Instant>): SourceState[] {
  return sources.map((source) => {
    const at = heard.get(source.sourceId);
    if (at === undefined || (source.lastReceivedAt !== null && Date.parse(source.lastReceivedAt) >= at))
      return source;
    return { ...source, lastReceivedAt: new Date(at).toISOString() };
  });
}

function putSorted<T>(rows: readonly T[], row: T, keyOf: (row: T) => string | number): T[] {
  const key = keyOf(row);
  const others = rows.filter((other) => keyOf(other) !== key);
  const place = others.findIndex((other) => keyOf(other) > key);
  return place < 0 ? [...others, row] : others.toSpliced(place, 0, row);
}
