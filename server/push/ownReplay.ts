import type { Socket } from 'socket.io';
import { isReplayRoom } from '#contract/replay';
import type { ReplayDelta, ReplaySnapshot } from '#contract/replay';
import type { ProblemCode } from '#contract/problem';
import type { Instant } from '#contract/time';

/** A socket that asks for its own replay. */
export interface ReplayAsker {
  id: string;
  mayWatch(wall: string): boolean;
  send(delta: ReplayDelta): void;
}

export type ReplayAnswer = ReplaySnapshot | { error: { code: ProblemCode; detail: string } };

export interface ReplayRooms {
  /** Begins what the room's name asks for; while that is played, answers where it is. Another one of the socket ends. */
  join(asker: ReplayAsker, room: string, now: Instant): Promise<ReplayAnswer>;
  setSpeed(id: string, speed: number): void;
  leave(id: string): void;
  count(): number;
  close(): Promise<void>;
}

/** What a socket does with its own replay; it ends when the socket leaves. Answers how it joins one. */
export function ownReplay(
  socket: Pick<Socket, 'id' | 'on' | 'emit'>,
  replays: ReplayRooms,
  mayWatch: (wall: string) => boolean,
): (room: string, now: Instant) => Promise<ReplayAnswer> {
  const asker: ReplayAsker = {
    id: socket.id,
    mayWatch,
    send: (delta) => void socket.emit('changes', delta),
  };
  socket.on('leave', (room: unknown) => {
    if (typeof room === 'string' && isReplayRoom(room)) replays.leave(asker.id);
  });
  socket.on('disconnect', () => replays.leave(asker.id));
  socket.on('replay:speed', (speed: unknown) => {
    if (typeof speed === 'number') replays.setSpeed(asker.id, speed);
  });
  return (room, now) => replays.join(asker, room, now);
}
