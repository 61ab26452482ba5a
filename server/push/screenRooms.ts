import type { OwnScreen, ScreenChange, ScreenDelta, ScreenSnapshot } from '#contract/screen';
import type { Instant } from '#contract/time';
import type { ScreenNews } from '../changes/storedChange.ts';
import type { FeedBatch } from './changeFeed.ts';

export interface ScreenRoomsDeps {
  /** What a screen is, as it is stored; undefined when it is revoked. */
  load(screenId: number): Promise<OwnScreen | undefined>;
  emit(room: string, delta: ScreenDelta): void;
  /** Sockets in the room now. */
  audience(room: string): number;
  /** Cuts those of the screen's sockets whose credential has ended or has other rights by now. */
  cutEnded(screenId: number): Promise<void>;
  onError(error: unknown): void;
}

export interface ScreenRooms {
  /** Reads the screen; false if there is none. Rejects when the database cannot be read. */
  open(room: string): Promise<boolean>;
  /** Where the room stands; undefined if it is not open. */
  snapshot(room: string, now: Instant): ScreenSnapshot | undefined;
  take(batch: FeedBatch, now: Instant): void;
  /** The server goes away. */
  announceRestart(now: Instant): void;
  /** Numbers were lost: everybody joins again. */
  resync(now: Instant): void;
}

interface Held {
  seq: number;
  own: OwnScreen;
}

/** No seq is this: whoever hears of a change after it has missed something. */
const never = -1;

/** The rooms `screen:{id}` of this process: a screen's settings as they are saved, and what the desk tells it. */
export function screenRooms(deps: ScreenRoomsDeps): ScreenRooms {
  const rooms = new Map<string, Held>();
  /** How often each room had something to be told of, held or not. */
  const told = new Map<string, number>();
  let newest = 0;
  const send = (room: string, after: number, changes: ScreenChange[], now: Instant): void =>
    deps.emit(room, {
      room,
      after,
      seq: newest,
      changes,
      serverTime: new Date(now).toISOString(),
      dataTime: null,
    });
  const say = (room: string, held: Held, changes: ScreenChange[], now: Instant): void => {
    const after = held.seq;
    held.seq = newest;
    for (const change of changes)
      if (change.topic === 'screen:settings') held.own = changed(held.own, change);
    send(room, after, changes, now);
  };
  /** Again when something was told meanwhile: what was read may be from before it. */
  const load = async (room: string): Promise<OwnScreen | undefined> => {
    const before = told.get(room);
    const own = await deps.load(screenOf(room));
    return told.get(room) === before || own === undefined ? own : load(room);
  };

  return {
    async open(room) {
      const own = await load(room);
      if (own) rooms.set(room, { seq: rooms.get(room)?.seq ?? newest, own });
      return own !== undefined;
    },
    snapshot(room, now) {
      const held = rooms.get(room);
      const serverTime = new Date(now).toISOString();
      return held && { seq: held.seq, state: held.own, serverTime, dataTime: null };
    },
    take({ last, changes }, now) {
      newest = last;
      const byScreen = new Map<number, ScreenNews[]>();
      for (const [screenId, news] of changes.flatMap(({ change }) => change.screens ?? []))
        byScreen.set(screenId, [...(byScreen.get(screenId) ?? []), news]);
      for (const [screenId, news] of byScreen) {
        const room = `screen:${screenId}`;
        told.set(room, (told.get(room) ?? 0) + 1);
        const held = rooms.get(room);
        const heard = news.flatMap((one): ScreenChange[] => (one.topic === 'screen:ended' ? [] : [one]));
        if (held && deps.audience(room) === 0) rooms.delete(room);
        else if (held && heard.length > 0) say(room, held, heard, now);
        if (news.some(({ topic }) => topic !== 'screen:command')) deps.cutEnded(screenId).catch(deps.onError);
      }
    },
    announceRestart(now) {
      for (const [room, held] of rooms) say(room, held, [{ topic: 'server:restarting' }], now);
    },
    resync(now) {
      for (const room of rooms.keys()) send(room, never, [], now);
      rooms.clear();
    },
  };
}

const prefix = 'screen:';
export const isScreenRoom = (room: string): boolean => room.startsWith(prefix);
const screenOf = (room: string): number => Number(room.slice(prefix.length));

const changed = (
  own: OwnScreen,
  { settings, region, name }: Extract<ScreenChange, { topic: 'screen:settings' }>,
): OwnScreen => ({ ...own, settings, region, name });
