import type { Instant } from '#contract/time';
import type { RoomDelta, RoomSnapshot } from '#contract/wall';
import type { Pool } from 'pg';
import type { CatalogueHolder } from '../catalogue/catalogueHolder.ts';
import type { FeedBatch } from './changeFeed.ts';
import type { ItemTimes } from './itemTimes.ts';
import { comparisons } from './wallDay.ts';
import { wallLists } from './wallLists.ts';
import type { WallLists } from './wallLists.ts';
import { WallRoom } from './wallRoom.ts';
import type { WallScope } from './wallScope.ts';
import { wallSnapshot } from './wallSnapshot.ts';

export interface WallRoomsDeps {
  pool: Pool;
  /** Kept fresh by the process. */
  catalogue: CatalogueHolder;
  times: ItemTimes;
  emit(room: string, delta: RoomDelta, bytes: number): void;
  /** Sockets in the room now. */
  audience(room: string): number;
  onError(error: unknown): void;
}

export interface WallRooms {
  /** Readies a room; false if there is no such room. Rejects when the database cannot be read. */
  open(room: string, now: Instant): Promise<boolean>;
  /** What a newcomer sees at this moment; undefined if the room is not open. */
  snapshot(room: string, now: Instant): RoomSnapshot | undefined;
  take(batch: FeedBatch): void;
  tick(now: Instant): void;
  /** Every room loads itself afresh. */
  resync(): void;
  announceRestart(now: Instant): void;
  names(): string[];
}

interface Held {
  room: WallRoom;
  ready: Promise<boolean>;
  usedAt: Instant;
}

const keepEmptyFor = 60_000;
const lookAtCatalogueEvery = 2000;

/** The wall rooms of this process: opened by the first wall that joins, dropped a minute after the last has left. */
export function wallRooms(deps: WallRoomsDeps): WallRooms {
  const rooms = new Map<string, Held>();
  let lookedAt = -Infinity;
  let turn: Promise<unknown> = Promise.resolve();

  /** One room after another: the feed never waits behind them for a connection. */
  const readLists = async (scope: WallScope, now: Instant): Promise<WallLists> => {
    const measured = await deps.times.fresh(scope, now);
    const mine = turn.then(() => wallLists(deps.pool, deps.catalogue.current(), scope, measured, now));
    turn = mine.catch(() => undefined);
    return mine;
  };
  const create = (name: string, now: Instant): Held => {
    const room = new WallRoom({
      load: (at) => wallSnapshot(deps, name, at),
      compare: (scope, at) => comparisons(deps.pool, deps.catalogue.current(), scope, at),
      lists: readLists,
      isWatched: () => deps.audience(name) > 0,
      emit: (delta, bytes) => deps.emit(name, delta, bytes),
      onError: deps.onError,
    });
    const held = { room, ready: room.open(now), usedAt: now };
    rooms.set(name, held);
    return held;
  };
  /** Sources, regions and departments change without a change in the feed. */
  const followCatalogue = (now: Instant): void => {
    if (now - lookedAt < lookAtCatalogueEvery) return;
    lookedAt = now;
    const { marker } = deps.catalogue.current();
    for (const { room } of rooms.values())
      if (room.marker !== undefined && room.marker < marker) room.resync('catalogue');
  };
  /** One room that cannot say its changes starts afresh; the others go on. */
  const tickOne = (room: WallRoom, now: Instant): void => {
    try {
      room.tick(now);
    } catch (error) {
      deps.onError(error);
      room.resync('gap');
    }
  };

  return {
    async open(name, now) {
      const held = rooms.get(name) ?? create(name, now);
      held.usedAt = now;
      let found = false;
      try {
        found = await held.ready;
      } finally {
        if (!found && rooms.get(name) === held) rooms.delete(name);
      }
      return found;
    },
    snapshot: (name, now) => rooms.get(name)?.room.snapshot(now),
    take(batch) {
      for (const { room } of rooms.values()) room.take(batch);
    },
    tick(now) {
      followCatalogue(now);
      for (const [name, held] of rooms) {
        if (deps.audience(name) > 0) held.usedAt = now;
        if (now - held.usedAt > keepEmptyFor) rooms.delete(name);
        else tickOne(held.room, now);
      }
    },
    resync() {
      for (const { room } of rooms.values()) room.resync('gap');
    },
    announceRestart(now) {
      for (const { room } of rooms.values()) room.announce({ topic: 'server:restarting' }, now);
    },
    names: () => [...rooms.keys()],
  };
}
