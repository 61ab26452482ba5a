import { isDeepStrictEqual } from 'node:util';
import { applyWallChanges } from '#contract/applyWallChanges';
import type { Instant } from '#contract/time';
import type { RoomDelta, RoomSnapshot, WallChange } from '#contract/wall';
import { mergeChanges } from '../changes/mergeChanges.ts';
import type { MergedChange } from '../changes/mergeChanges.ts';
import type { FeedBatch } from './changeFeed.ts';
import { emitBudget } from './emitBudget.ts';
import { listReader } from './listReader.ts';
import type { ListReader, ListReaderDeps } from './listReader.ts';
import { spotPicker } from './spotPicker.ts';
import { toWallChanges, wallIndex } from './toWallChanges.ts';
import { wallDay } from './wallDay.ts';
import type { Comparisons } from './wallDay.ts';
import type { WallSnapshot } from './wallSnapshot.ts';

export interface WallRoomDeps extends ListReaderDeps {
  /** A fresh snapshot; undefined if there is no such room (any more). */
  load(now: Instant): Promise<WallSnapshot | undefined>;
  compare(scope: WallSnapshot['scope'], now: Instant): Promise<Comparisons>;
  /** `bytes`: the delta's size as JSON. */
  emit(delta: RoomDelta, bytes: number): void;
}

type ResyncReason = Extract<WallChange, { topic: 'resync' }>['reason'];

const averageBytes = 16_000;
const retryAfter = 1000;

/**
 * One room in memory: what its walls show at the last number sent to them. Batches of the feed are taken in,
 * merged, and sent on a tick; what cannot be said as a delta makes the room load itself afresh and say `resync`.
 */
export class WallRoom {
  readonly #deps: WallRoomDeps;
  readonly #budget = emitBudget(averageBytes, 2 * averageBytes);
  readonly #spots = spotPicker();
  readonly #lists: ListReader;
  #shown: (WallSnapshot & { index: ReturnType<typeof wallIndex> }) | undefined;
  /** Newest number taken in, sent or without news for this room. */
  #taken = 0;
  #pending: MergedChange[] = [];
  /** While a snapshot loads: it says itself up to which number it holds them. */
  #kept: FeedBatch[] | undefined;
  #minute: number | undefined;
  #compared: Comparisons | undefined;
  /** Why the room must load itself afresh; stays until it has. */
  #owed: ResyncReason | undefined;
  #retryAt = -Infinity;
  /** The present, for whoever watches: what is shown may be of another time. */
  #present: Instant = -Infinity;

  constructor(deps: WallRoomDeps) {
    this.#deps = deps;
    this.#lists = listReader(deps);
  }

  /** False if there is no such room. */
  async open(now: Instant): Promise<boolean> {
    this.#kept = [];
    const snapshot = await this.#deps.load(now);
    if (snapshot) this.#show(snapshot, now);
    return snapshot !== undefined;
  }

  /** What a newcomer gets: exactly what every other wall of the room shows now. */
  snapshot(now: Instant): RoomSnapshot | undefined {
    return this.#shown && { seq: this.#shown.seq, state: this.#shown.state, ...this.#times(now) };
  }

  /** Catalogue marker of what is shown. */
  get marker(): number | undefined {
    return this.#shown?.marker;
  }

  take(batch: FeedBatch): void {
    if (this.#kept) this.#kept.push(batch);
    else this.#takeIn(batch);
  }

  /** True when all that was taken in has been sent. */
  get isSettled(): boolean {
    return this.#pending.length === 0 && this.#kept === undefined && this.#owed === undefined;
  }

  /** Sends what is due; at most one message a call. `present`: the time by which messages and pop-ups are spaced. */
  tick(now: Instant, present: Instant = now): void {
    this.#present = present;
    const shown = this.#shown;
    if (!shown || this.#kept) return;
    if (wallDay(now, shown.state.timezone).day !== shown.state.day) this.#owed = 'day';
    if (this.#owed) return this.#resync(this.#owed, now);
    this.#followMinute(now);
    this.#lists.follow(shown.scope, now);
    if (!this.#budget.mayEmit(present)) return;
    const merged = mergeChanges(this.#pending);
    if (merged.resync) return this.#resync(merged.resync, now);
    const changes = toWallChanges(merged, shown.state, shown.scope, shown.index);
    if (changes === 'unknown_place') return this.#resync('catalogue', now);
    this.#pending = [];
    this.#offerSpots(merged, changes, present);
    shown.dataTime = newest(shown.dataTime, merged.dataTime);
    const spot = this.#spots.pick(present);
    const all = [
      ...this.#withComparisons(changes),
      ...this.#lists.news(shown.state),
      ...(spot ? [{ topic: 'spot:shown' as const, spot }] : []),
    ];
    if (all.length > 0) this.#send(all, this.#taken, now);
  }

  /** Has the room load itself afresh on the next tick and tell its walls to ask again. */
  resync(reason: ResyncReason): void {
    this.#owed ??= reason;
  }

  /** A message that changes nothing: the server is going away. */
  announce(change: WallChange, now: Instant): void {
    if (this.#shown) this.#send([change], this.#shown.seq, now);
  }

  #resync(reason: ResyncReason, now: Instant): void {
    this.#owed = reason;
    if (this.#present < this.#retryAt || !this.#shown) return;
    const after = this.#shown.seq;
    this.#retryAt = this.#present + retryAfter;
    this.#kept = [];
    this.#deps.load(now).then(
      (snapshot) => {
        if (!snapshot) return this.#keepShowing();
        this.#show(snapshot, now);
        this.#emit({ after, seq: snapshot.seq, changes: [{ topic: 'resync', reason }], ...this.#times(now) });
      },
      (error: unknown) => {
        this.#deps.onError(error);
        this.#keepShowing();
      },
    );
  }

  #show(snapshot: WallSnapshot, now: Instant): void {
    const kept = this.#kept ?? [];
    this.#shown = { ...snapshot, index: wallIndex(snapshot.state) };
    this.#taken = snapshot.seq;
    this.#pending = [];
    this.#kept = undefined;
    this.#owed = undefined;
    this.#minute = Math.floor(now / 60_000);
    this.#compared = undefined;
    this.#lists.forget();
    for (const batch of kept) this.#takeIn(batch);
  }

  /** The snapshot failed: what is shown stays, and another try is owed. */
  #keepShowing(): void {
    const kept = this.#kept ?? [];
    this.#kept = undefined;
    for (const batch of kept) this.#takeIn(batch);
  }

  #takeIn(batch: FeedBatch): void {
    if (batch.last <= this.#taken) return;
    const after = this.#taken;
    const whole = batch.first > after;
    this.#pending.push(
      whole
        ? batch.merged
        : mergeChanges(batch.changes.filter(({ seq }) => seq > after).map(({ change }) => change)),
    );
    this.#taken = batch.last;
  }

  #followMinute(now: Instant): void {
    const minute = Math.floor(now / 60_000);
    if (minute === this.#minute || !this.#shown) return;
    this.#minute = minute;
    this.#deps.compare(this.#shown.scope, now).then((compared) => {
      this.#compared = compared;
    }, this.#deps.onError);
  }

  /** Adds the figures of earlier days to the changes when the minute brought other ones. */
  #withComparisons(changes: WallChange[]): WallChange[] {
    const compared = this.#compared;
    const state = this.#shown?.state;
    this.#compared = undefined;
    if (!compared || !state) return changes;
    const before: Comparisons = { lastWeek: state.lastWeek, yesterday: state.yesterday };
    if (isDeepStrictEqual(compared, before)) return changes;
    return [...changes, { topic: 'kpi:changed', figures: [], ...compared }];
  }

  #offerSpots(merged: MergedChange, changes: readonly WallChange[], now: Instant): void {
    const regions = this.#shown?.index.regions;
    for (const spot of merged.spots) if (regions?.has(spot.region)) this.#spots.offer(spot, now);
    for (const change of changes)
      if (change.topic === 'flag:raised' || change.topic === 'flag:escalated')
        this.#spots.offerFlag(change.flag, now);
  }

  #send(changes: WallChange[], seq: number, now: Instant): void {
    const shown = this.#shown;
    if (!shown) return;
    const after = shown.seq;
    shown.state = applyWallChanges(shown.state, changes);
    shown.seq = seq;
    this.#emit({ after, seq, changes, ...this.#times(now) });
  }

  #emit(delta: RoomDelta): void {
    const bytes = Buffer.byteLength(JSON.stringify(delta));
    this.#budget.spend(bytes, this.#present);
    this.#deps.emit(delta, bytes);
  }

  #times(now: Instant): Pick<RoomDelta, 'serverTime' | 'dataTime'> {
    const dataTime = this.#shown?.dataTime ?? null;
    return {
      serverTime: new Date(now).toISOString(),
      dataTime: dataTime === null ? null : new Date(dataTime).toISOString(),
    };
  }
}

function newest(a: Instant | null, b: Instant | null): Instant | null {
  return a === null || b === null ? (a ?? b) : Math.max(a, b);
}
