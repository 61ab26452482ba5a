import { applyWallChanges } from '#contract/applyWallChanges';
import type { Instant } from '#contract/time';
import type { RoomDelta, WallChange, WallState } from '#contract/wall';
import type { Pool } from 'pg';
import type { CatalogueHolder } from '../catalogue/catalogueHolder.ts';
import { mergeChanges } from '../changes/mergeChanges.ts';
import { changesAfter, newestSeq } from '../changes/readChanges.ts';
import { itemTimes } from '../push/itemTimes.ts';
import { wallRooms } from '../push/wallRooms.ts';
import type { WallRooms } from '../push/wallRooms.ts';
import { wallSnapshot } from '../push/wallSnapshot.ts';

/** Walls that follow rooms as browsers do, over real rooms fed from a real database, on a clock of the test's own. */
export interface WallClients {
  rooms: WallRooms;
  /** Polls and ticks until nothing more comes. */
  settle(now: Instant): Promise<void>;
  state(room: string): WallState;
  fresh(room: string, now: Instant): Promise<WallState>;
  /** Topics received since the last call, in order. */
  received(room: string): WallChange[];
}

interface Client {
  seq: number;
  state: WallState;
  received: WallChange[];
  mustJoin: boolean;
}

export async function wallClients(
  pool: Pool,
  catalogue: CatalogueHolder,
  names: string[],
  now: Instant,
): Promise<WallClients> {
  const clients = new Map<string, Client>();
  const errors: unknown[] = [];
  const times = itemTimes({ pool, catalogue });
  const rooms = wallRooms({
    pool,
    catalogue,
    times,
    emit: (room, delta) => receive(clients.get(room), structuredClone(delta)),
    audience: () => 1,
    onError: (error) => errors.push(error),
  });
  let position = await newestSeq(pool);

  const join = async (room: string, at: Instant): Promise<void> => {
    if (!(await rooms.open(room, at))) throw new Error(`there is no room ${room}`);
    const snapshot = rooms.snapshot(room, at);
    if (!snapshot) throw new Error(`room ${room} is not open`);
    const received = clients.get(room)?.received ?? [];
    clients.set(room, {
      seq: snapshot.seq,
      state: structuredClone(snapshot.state),
      received,
      mustJoin: false,
    });
  };
  const round = async (at: Instant): Promise<number> => {
    const changes = await changesAfter(pool, position, 3);
    const [first] = changes;
    const last = changes.at(-1);
    if (first && last) {
      position = last.seq;
      rooms.take({
        first: first.seq,
        last: last.seq,
        changes,
        merged: mergeChanges(changes.map(({ change }) => change)),
      });
    }
    rooms.tick(at);
    await new Promise((resolve) => setTimeout(resolve, 15));
    let joined = 0;
    for (const [room, client] of clients) if (client.mustJoin) joined += (await join(room, at), 1);
    return changes.length + joined;
  };
  for (const name of names) await join(name, now);

  return {
    rooms,
    async settle(at) {
      for (let quiet = 0; quiet < 4;) quiet = (await round(at)) > 0 ? 0 : quiet + 1;
      if (errors.length > 0) throw new Error('a room failed', { cause: errors[0] });
    },
    state: (room) => known(clients, room).state,
    async fresh(room, at) {
      const snapshot = await wallSnapshot({ pool, catalogue, times }, room, at);
      if (!snapshot) throw new Error(`there is no room ${room}`);
      return snapshot.state;
    },
    received(room) {
      return known(clients, room).received.splice(0);
    },
  };
}

function known(clients: ReadonlyMap<string, Client>, room: string): Client {
  const client = clients.get(room);
  if (!client) throw new Error(`nobody has joined ${room}`);
  return client;
}

function receive(client: Client | undefined, delta: RoomDelta): void {
  if (!client || client.mustJoin) return;
  client.received.push(...delta.changes);
  if (delta.after !== client.seq)
    throw new Error(`a delta after ${delta.after} came to a wall at ${client.seq}`);
  client.state = applyWallChanges(client.state, delta.changes);
  client.seq = delta.seq;
  client.mustJoin = delta.changes.some(({ topic }) => topic === 'resync');
}
