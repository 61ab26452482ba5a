import { applyWallChanges, isListed } from '#contract/applyWallChanges';
import { addVectors, negate, trim } from '#contract/figureVector';
import { dailyFigures, feedLength, figureNames } from '#contract/wall';
import type { CellsStep, FigureVector, WallCell, WallChange, WallHour, WallState } from '#contract/wall';
import type { MergedChange } from '../changes/mergeChanges.ts';
import { roundHeard } from '../changes/sourceStates.ts';
import type { StoredCell } from '../changes/storedChange.ts';
import type { WallScope } from './wallScope.ts';

/** Codes to indexes of one snapshot. */
export interface WallIndex {
  regions: ReadonlyMap<string, number>;
  departments: ReadonlyMap<string, number>;
}

export function wallIndex(state: WallState): WallIndex {
  return {
    regions: new Map(state.regions.map((region, index) => [region.code, index])),
    departments: new Map(state.departments.map((department, index) => [department.code, index])),
  };
}

type FlagChange = Extract<WallChange, { flag: unknown }>;

const daily = new Set(figureNames.flatMap((name, index) => (dailyFigures.includes(name) ? [index] : [])));

/**
 * What a room's wall learns of a merged change; empty when nothing there concerns it. `unknown_place`: it names
 * a place the room's snapshot does not have, or the feed lost an entry: only a fresh snapshot tells the truth.
 */
export function toWallChanges(
  merged: MergedChange,
  state: WallState,
  scope: WallScope,
  index: WallIndex,
): WallChange[] | 'unknown_place' {
  const cells = placeCells(merged.cells, state, scope, index);
  const hours = placeHours(merged, state, scope, index);
  const flags = listedFlags(merged, state, scope);
  if (!cells || !hours || !flags) return 'unknown_place';
  const changes: WallChange[] = [];
  const pulses = merged.pulses.flatMap(([region, events]): [number, number][] => {
    const place = index.regions.get(region);
    return place === undefined || events <= 0 ? [] : [[place, events]];
  });
  if (cells.length > 0 || hours.length > 0 || pulses.length > 0)
    changes.push({ topic: 'heatmap:changed', cells: steps(cells), hours, pulses });
  const figures = addVectors(total(merged.cells, state, scope), negate(total(merged.children, state, scope)));
  if (figures.length > 0) changes.push({ topic: 'kpi:changed', figures });
  return [...changes, ...flags, ...sourceChanges(merged, state), ...merged.jobs.map(jobFinished)];
}

/** `undefined`: one lies in a region or department the snapshot does not know. */
function placeCells(
  cells: readonly StoredCell[],
  state: WallState,
  scope: WallScope,
  index: WallIndex,
): WallCell[] | undefined {
  const placed = new Map<string, WallCell>();
  for (const cell of inScope(cells, scope)) {
    const region = index.regions.get(cell[0]);
    const department = index.departments.get(cell[1]);
    if (region === undefined || department === undefined) return undefined;
    const key = `${region} ${department}`;
    placed.set(key, [region, department, addVectors(placed.get(key)?.[2] ?? [], onDay(cell, state))]);
  }
  return [...placed.values()].filter((cell) => cell[2].length > 0);
}

function steps(cells: readonly WallCell[]): CellsStep[] {
  const alike = new Map<string, CellsStep>();
  for (const [region, department, figures] of cells) {
    const step = alike.get(figures.join());
    if (step) step[1].push(region, department);
    else alike.set(figures.join(), [figures, [region, department]]);
  }
  return [...alike.values()];
}

function placeHours(
  merged: MergedChange,
  state: WallState,
  scope: WallScope,
  index: WallIndex,
): WallHour[] | undefined {
  const placed: WallHour[] = [];
  for (const [region, day, hour, submitted, concluded] of inScope(merged.hours, scope)) {
    const place = index.regions.get(region);
    if (place === undefined) return undefined;
    if (day === state.day) placed.push([place, hour, submitted, concluded]);
  }
  return placed;
}

/** Counters of another day than the wall's are no news to it; how things stand is, whenever it changed. */
function onDay([, , day, figures]: StoredCell, state: WallState): FigureVector {
  return day === state.day ? figures : trim(figures.map((count, index) => (daily.has(index) ? 0 : count)));
}

function total(cells: readonly StoredCell[], state: WallState, scope: WallScope): FigureVector {
  return inScope(cells, scope)
    .map((cell) => onDay(cell, state))
    .reduce(addVectors, []);
}

function inScope<T extends readonly [region: string, ...rest: unknown[]]>(
  rows: readonly T[],
  scope: WallScope,
): readonly T[] {
  const { regions } = scope;
  return regions === null ? rows : rows.filter(([region]) => regions.has(region));
}

/** Only flags that are in the feed afterwards: when thousands are raised at once, a wall hears of the newest. */
function listedFlags(merged: MergedChange, state: WallState, scope: WallScope): FlagChange[] | undefined {
  const concerning = merged.flags.filter(
    ({ flag }) => scope.regions === null || (flag.region !== null && scope.regions.has(flag.region)),
  );
  if (concerning.length === 0) return [];
  const before = new Set(state.flags.map((flag) => flag.flagId));
  const leaves = concerning.some(({ flag }) => !isListed(flag) && before.has(flag.flagId));
  if (leaves && before.size >= feedLength) return undefined;
  const after = new Set(applyWallChanges(state, concerning).flags.map((flag) => flag.flagId));
  return concerning.filter(({ flag }) => after.has(flag.flagId) || before.has(flag.flagId));
}

function sourceChanges(merged: MergedChange, state: WallState): WallChange[] {
  const shown = new Map(state.sources.map((source) => [source.sourceId, source]));
  const changes = merged.sources
    .filter(({ source }) => shown.has(source.sourceId))
    .map(({ topic, source }): WallChange => {
      const at = source.lastReceivedAt === null ? null : roundHeard(Date.parse(source.lastReceivedAt));
      const lastReceivedAt = at === null ? null : new Date(at).toISOString();
      return { topic, source: { ...source, lastReceivedAt } };
    });
  const heard = merged.heard
    .map(([sourceId, at]): [number, number] => [sourceId, roundHeard(at)])
    .filter(([sourceId, at]) => {
      const source = shown.get(sourceId);
      return source && (source.lastReceivedAt === null || Date.parse(source.lastReceivedAt) < at);
    });
  return heard.length === 0 ? changes : [...changes, { topic: 'source:heard', heard }];
}

function jobFinished(job: MergedChange['jobs'][number]): WallChange {
  return { topic: 'job:finished', job };
}
