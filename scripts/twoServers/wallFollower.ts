import { io } from 'socket.io-client';
import { applyWallChanges } from '#contract/applyWallChanges';
import type { RoomDelta, RoomSnapshot, WallState } from '#contract/wall';

/** What every server must show alike. The lists and comparisons of a wall are read anew by each process in its own time. */
export type SharedPicture = Pick<WallState, 'figures' | 'cells' | 'hours' | 'flags' | 'sources' | 'jobs'>;

export interface WallFollower {
  /** What it showed at each of its newest numbers. */
  pictures: ReadonlyMap<number, SharedPicture>;
  /** Snapshots taken. */
  joins: number;
  deltas: number;
  /** Deltas that did not follow on the number before. */
  gaps: number;
  /** Takes a fresh snapshot beside the picture followed, once there is a line. */
  fresh(): Promise<{ seq: number; picture: SharedPicture }>;
  close(): void;
}

const kept = 400;

/** Holds the room `wall` of one server as a wall's page does: comes back for ever, joins, applies numbered deltas. */
export function followWall(url: string, token: string): WallFollower {
  const socket = io(url, {
    transports: ['websocket'],
    forceNew: true,
    auth: { token },
    reconnectionDelay: 100,
    reconnectionDelayMax: 1000,
  });
  const pictures = new Map<number, SharedPicture>();
  let state: WallState | undefined;
  let seq = -1;
  const show = (at: number, next: WallState): void => {
    state = next;
    seq = at;
    pictures.set(at, pictureOf(next));
    const [oldest] = pictures.keys();
    if (pictures.size > kept && oldest !== undefined) pictures.delete(oldest);
  };
  const join = (): void => {
    state = undefined;
    socket.emit('join', 'wall', (answer: Partial<RoomSnapshot>) => {
      if (answer.seq === undefined || answer.state === undefined) return void setTimeout(join, 200);
      follower.joins += 1;
      show(answer.seq, answer.state);
    });
  };
  socket.on('connect', join);
  socket.on('changes', (delta: RoomDelta) => {
    if (!state) return;
    follower.deltas += 1;
    const follows = delta.after === seq;
    if (!follows) follower.gaps += 1;
    if (!follows || delta.changes.some(({ topic }) => topic === 'resync')) join();
    else show(delta.seq, applyWallChanges(state, delta.changes));
  });
  const follower: WallFollower = {
    pictures,
    joins: 0,
    deltas: 0,
    gaps: 0,
    async fresh() {
      for (;;) {
        const answer: Partial<RoomSnapshot> = await socket
          .timeout(10_000)
          .emitWithAck('join', 'wall')
          .catch(() => ({}));
        if (answer.seq !== undefined && answer.state !== undefined)
          return { seq: answer.seq, picture: pictureOf(answer.state) };
        await new Promise((resolve) => setTimeout(resolve, 200));
      }
    },
    close: () => void socket.disconnect(),
  };
  return follower;
}

function pictureOf({ figures, cells, hours, flags, sources, jobs }: WallState): SharedPicture {
  return { figures, cells, hours, flags, sources, jobs };
}
