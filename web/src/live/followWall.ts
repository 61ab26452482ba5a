import type { ProblemCode } from '#contract/problem';
import type { TimeAnswer } from '#contract/timeAnswer';
import { isReplayRoom } from '#contract/replay';
import type { RoomDelta, RoomSnapshot } from '#contract/wall';
import { watch } from 'vue';
import { hasAccess } from '../api/hasAccess.ts';
import { useClock } from '../stores/clock.ts';
import { useScreen } from '../stores/screen.ts';
import { useWall } from '../stores/wall.ts';
import { openSocket } from './openSocket.ts';
import { ServerClock } from './serverClock.ts';

/** Answer to a join: the room's state, or why not. */
type JoinAnswer = Partial<RoomSnapshot> & { error?: { code: ProblemCode; detail: string } };

const ackTimeout = 10_000;
const firstPings = 5;
const pingEvery = 10_000;

/** Somewhere in [from, 2 × from): a thousand screens must not come back in the same instant. */
function jitter(from: number): number {
  return from * (1 + Math.random());
}

function isSnapshot(answer: JoinAnswer | undefined): answer is RoomSnapshot {
  return answer?.state !== undefined && answer.seq !== undefined;
}

/**
 * Opens a socket while a screen wants a room, and never gives up until it no longer does. From room to room it goes by
 * the same socket, and the picture of the one before stays until the next has answered.
 */
export function followWall(): void {
  const wall = useWall();
  let followed: ReturnType<typeof followRooms> | undefined;
  watch(
    () => wall.room,
    (room) => {
      if (room === null) {
        followed?.close();
        followed = undefined;
      } else if (followed) followed.goTo(room);
      else followed = followRooms(room);
    },
    { immediate: true },
  );
}

function followRooms(first: string) {
  const wall = useWall();
  const clock = useClock();
  const serverClock = new ServerClock();
  const timers = new Set<ReturnType<typeof setTimeout>>();
  /** A snapshot is asked for, or is about to be: deltas until then are not for what is shown. */
  let joining = false;
  let room = first;
  /** Only the answer to the newest of them counts. */
  let joins = 0;
  let connections = 0;

  const socket = openSocket(() => useScreen().own !== null);

  function later(delay: number, action: () => void) {
    const timer = setTimeout(() => {
      timers.delete(timer);
      action();
    }, delay);
    timers.add(timer);
  }

  function join() {
    if (joining || !socket.connected) return;
    joining = true;
    const asked = room;
    const own = ++joins;
    socket.timeout(ackTimeout).emit('join', asked, (error: Error | null, answer?: JoinAnswer) => {
      if (own !== joins) return;
      joining = false;
      if (!error && isSnapshot(answer)) {
        wall.accept(answer, asked);
        wall.setLink('live', clock.present);
        return;
      }
      if (isReplayRoom(asked)) wall.refuseReplay(answer?.error?.code);
      const refused = answer?.error?.code === 'forbidden' || answer?.error?.code === 'not_found';
      if (refused) wall.setLink('refused', clock.present);
      joinAfter(jitter(refused ? 20_000 : 2000));
    });
  }

  /** Unless another room, or another connection, has asked before. */
  function joinAfter(delay: number) {
    const before = joins;
    later(delay, () => {
      if (before !== joins) return;
      joining = false;
      join();
    });
  }

  /** The server takes both in turn: no delta of the room before comes after the answer. */
  function goTo(next: string) {
    if (socket.connected) socket.emit('leave', room);
    room = next;
    joining = false;
    join();
  }

  /** One chain of pings a connection: the chain of a connection that is gone ends, however soon the next one came. */
  function ping(left: number, connection: number) {
    if (!socket.connected || connection !== connections) return;
    const sent = performance.now();
    socket.timeout(ackTimeout).emit('ping:time', (error: Error | null, answer?: TimeAnswer) => {
      const answered = performance.now();
      if (!error && answer) {
        serverClock.add({ sent, answered, serverTime: Date.parse(answer.serverTime) });
        if (serverClock.offset !== null) clock.sync(serverClock.offset);
        wall.hearFeed(answer.feedLag, clock.present);
      }
      later(left > 1 ? 200 : pingEvery, () => ping(left - 1, connection));
    });
  }

  /** Of a thousand screens told to ask again none asks at once. */
  function joinSoon() {
    joining = true;
    joinAfter(Math.random() * 1500);
  }

  async function refused() {
    // a server that cannot say just now is a lost link and not an ended access
    const isLetIn = await hasAccess().catch(() => true);
    wall.setLink(isLetIn ? 'lost' : 'ended', clock.present);
    later(jitter(isLetIn ? 3000 : 20_000), () => socket.connect());
  }

  socket.on('connect', () => {
    joining = false;
    join();
    ping(firstPings, ++connections);
  });
  socket.on('changes', (delta: RoomDelta) => {
    if (joining) return;
    const result = wall.apply(delta, performance.now());
    if (result === 'gap') join();
    else if (result === 'resync') joinSoon();
  });
  socket.on('disconnect', () => {
    wall.setLink('lost', clock.present);
    if (!socket.active) void refused();
  });
  socket.on('connect_error', () => {
    wall.setLink('lost', clock.present);
    if (!socket.active) void refused();
  });

  const stopAsking = watch(
    () => wall.speedAsked,
    (speed) => speed !== null && socket.emit('replay:speed', speed),
  );

  function close() {
    stopAsking();
    for (const timer of timers) clearTimeout(timer);
    // or it would take its own leave for a lost line, and come back
    socket.off();
    socket.disconnect();
  }
  return { goTo, close };
}
