import { beforeEach, expect, it } from 'vitest';
import type { UserDelta } from '#contract/userRoom';
import { mergeChanges } from '../changes/mergeChanges.ts';
import type { StoredChange } from '../changes/storedChange.ts';
import type { FeedBatch } from './changeFeed.ts';
import { userRooms, type UserRooms } from './userRooms.ts';

let heard: [room: string, delta: UserDelta][];
let present: Set<string>;
let rooms: UserRooms;

beforeEach(() => {
  heard = [];
  present = new Set(['user:1', 'user:2']);
  rooms = userRooms({
    emit: (room, delta) => heard.push([room, delta]),
    audience: (room) => (present.has(room) ? 1 : 0),
  });
});

const batch = (first: number, ...changes: StoredChange[]): FeedBatch => ({
  first,
  last: first + changes.length - 1,
  changes: changes.map((change, i) => ({ seq: first + i, at: 0, change })),
  merged: mergeChanges(changes),
});

it('every desk hears of its own inbox, numbered so that a gap shows', () => {
  rooms.take(batch(5, {}), 0);
  expect(rooms.snapshot('user:1', 0)).toMatchObject({ seq: 5 });
  rooms.snapshot('user:2', 0);
  rooms.take(
    batch(
      6,
      {
        notified: [
          [1, 71, 'flag.sent'],
          [3, 71, 'flag.sent'],
        ],
      },
      { notified: [[1, 72, 'mention']] },
    ),
    0,
  );
  rooms.take(batch(8, {}, { notified: [[2, 73, 'order.issued']] }), 0);
  rooms.take(batch(10, { notified: [[1, 74, 'mention']] }), 0);
  expect(heard.map(([room, { after, seq, changes }]) => [room, after, seq, changes.length])).toEqual([
    ['user:1', 5, 7, 2],
    ['user:2', 5, 9, 1],
    ['user:1', 7, 10, 1],
  ]);
  expect(heard[1]?.[1].changes).toEqual([
    { topic: 'notification:added', notificationId: 73, kind: 'order.issued' },
  ]);
});

it('a second desk of the same account continues where the first one is', () => {
  rooms.take(batch(5, {}), 0);
  rooms.snapshot('user:1', 0);
  rooms.take(batch(6, {}, {}), 0);
  expect(rooms.snapshot('user:1', 0).seq).toBe(5);
  rooms.take(batch(8, { notified: [[1, 71, 'mention']] }), 0);
  expect(heard[0]?.[1]).toMatchObject({ after: 5, seq: 8 });
});

it('a room that everybody has left is forgotten', () => {
  rooms.snapshot('user:1', 0);
  present.clear();
  rooms.take(batch(5, { notified: [[1, 71, 'mention']] }), 0);
  expect(heard).toEqual([]);
  expect(rooms.snapshot('user:1', 0).seq).toBe(5);
});

it('lost numbers are announced to all', () => {
  rooms.snapshot('user:1', 0);
  rooms.snapshot('user:2', 0);
  rooms.announce({ topic: 'resync', reason: 'gap' }, 0);
  expect(heard.map(([room]) => room)).toEqual(['user:1', 'user:2']);
});
