import type { Instant } from './time.ts';
import type { RoomDelta, RoomSnapshot } from './wall.ts';

/** Simulated seconds a second. */
export const slowestReplay = 1;
export const fastestReplay = 3600;

/** Where a replay stands; it has ended when `at` is `to`. It never runs ahead of what could be read. */
export interface Playing {
  from: Instant;
  to: Instant;
  at: Instant;
  speed: number;
}

/** What a replay's room answers and sends: as any wall's, `serverTime` being the time it plays. */
export interface ReplaySnapshot extends RoomSnapshot {
  replay: Playing;
}
export interface ReplayDelta extends RoomDelta {
  replay: Playing;
}

/** What of the past a screen asks for, as it asks for it. */
export interface ReplayWish {
  /** An instant (epoch ms), a local day `YYYY-MM-DD`, or a local minute `YYYY-MM-DDTHH:MM` of the office zone. */
  from: string;
  /** As `from`; empty: the end of the office day of a day, an office day's length after an instant. */
  to: string;
  speed: number;
  /** With all below it; empty: the city. */
  region: string;
}

const prefix = 'replay:';

/**
 * The room of one screen's own replay: `replay:{from}/{to}/{speed}/{region}`.
 * @param turn of one who asks for the same once more: another name begins anew
 */
export function replayRoom({ from, to, speed, region }: ReplayWish, turn = 0): string {
  return `${prefix}${from}/${to}/${speed}/${region}${turn === 0 ? '' : `/${turn}`}`;
}

export const isReplayRoom = (room: string): boolean => room.startsWith(prefix);

/** What a room's name asks for; nothing of it is checked. */
export function wishOf(room: string): ReplayWish {
  const [from = '', to = '', speed = '', region = ''] = room.slice(prefix.length).split('/');
  return { from, to, speed: Number(speed), region };
}
