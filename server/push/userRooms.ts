import type { Instant } from '#contract/time';
import type { UserChange, UserDelta, UserSnapshot } from '#contract/userRoom';
import type { FeedBatch } from './changeFeed.ts';

export interface UserRoomsDeps {
  emit(room: string, delta: UserDelta): void;
  /** Sockets in the room now. */
  audience(room: string): number;
}

export interface UserRooms {
  /** Opens the room if it is not; where it stands. */
  snapshot(room: string, now: Instant): UserSnapshot;
  take(batch: FeedBatch, now: Instant): void;
  /** To everybody: numbers were lost, or the server goes away. */
  announce(change: UserChange, now: Instant): void;
}

/** The rooms `user:{id}` of this process: each says that its inbox has something new, and nothing that is in it. */
export function userRooms({ emit, audience }: UserRoomsDeps): UserRooms {
  const said = new Map<string, number>();
  let newest = 0;
  const serverTime = (now: Instant): string => new Date(now).toISOString();
  const say = (room: string, changes: UserChange[], now: Instant): void => {
    const after = said.get(room);
    if (after === undefined) return;
    said.set(room, newest);
    emit(room, { room, after, seq: newest, changes, serverTime: serverTime(now), dataTime: null });
  };
  return {
    snapshot(room, now) {
      const seq = said.get(room) ?? newest;
      said.set(room, seq);
      return { seq, state: {}, serverTime: serverTime(now), dataTime: null };
    },
    take({ last, changes }, now) {
      newest = last;
      const news = new Map<string, UserChange[]>();
      for (const [accountId, notificationId, kind] of changes.flatMap(
        ({ change }) => change.notified ?? [],
      )) {
        const room = `user:${accountId}`;
        const added = { topic: 'notification:added', notificationId, kind } as const;
        news.set(room, [...(news.get(room) ?? []), added]);
      }
      for (const [room, added] of news)
        if (audience(room) > 0) say(room, added, now);
        else said.delete(room);
    },
    announce(change, now) {
      for (const room of said.keys()) say(room, [change], now);
    },
  };
}

export const isUserRoom = (room: string): boolean => room.startsWith('user:');
