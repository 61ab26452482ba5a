import { io, type Socket } from 'socket.io-client';
import type { DeskDelta } from '#contract/deskRoom';
import type { ScreenDelta } from '#contract/screen';
import type { UserDelta } from '#contract/userRoom';
import type { RoomDelta } from '#contract/wall';

export type JoinAnswer = { seq: number; state: unknown } | { error: { code: string; detail: string } };

/** A socket as a browser holds it, that keeps all it hears. */
export interface RoomClient {
  socket: Socket;
  deltas: (DeskDelta | UserDelta | ScreenDelta | RoomDelta)[];
  join(room: string): Promise<JoinAnswer>;
  /** Versions of flags as a desk's room has told them. */
  heardIn(room: string): Map<number, number>;
  /** Resolves once everything that was sent before has arrived: a socket keeps its order. */
  settle(): Promise<void>;
  /** Resolves when the condition holds, looked at with each delta. */
  until(holds: () => boolean): Promise<void>;
  /** Resolves when the server has cut it. */
  cut: Promise<string>;
}

/** @param shown an API token, or what a browser sends along; `as` says that a screen's credential is meant */
export async function roomClient(
  url: string,
  shown: string | { headers: Record<string, string>; as?: 'screen' },
): Promise<RoomClient> {
  const socket = io(url, {
    transports: ['websocket'],
    reconnection: false,
    forceNew: true,
    ...(typeof shown === 'string'
      ? { auth: { token: shown } }
      : { extraHeaders: shown.headers, auth: shown.as ? { as: shown.as } : {} }),
  });
  const deltas: RoomClient['deltas'] = [];
  const waiting = new Set<() => void>();
  socket.on('changes', (delta: RoomClient['deltas'][number]) => {
    deltas.push(delta);
    for (const look of waiting) look();
  });
  const cut = new Promise<string>((resolve) => socket.once('disconnect', resolve));
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
  });
  const ask = (...message: [string, ...unknown[]]): Promise<unknown> =>
    socket.timeout(30_000).emitWithAck(...message);
  return {
    socket,
    deltas,
    cut,
    join: (room) => ask('join', room) as Promise<JoinAnswer>,
    heardIn: (room) =>
      new Map(
        deltas.flatMap((delta) =>
          'room' in delta && delta.room === room
            ? delta.changes.flatMap((change) => (change.topic === 'flag:changed' ? change.flags : []))
            : [],
        ),
      ),
    async settle() {
      await ask('ping:time');
    },
    until: (holds) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (!holds()) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      }),
  };
}
