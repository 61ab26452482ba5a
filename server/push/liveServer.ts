import type { Server as HttpServer } from 'node:http';
import type { Pool } from 'pg';
import { Server } from 'socket.io';
import type { Socket } from 'socket.io';
import type { DeskSnapshot } from '#contract/deskRoom';
import { isReplayRoom } from '#contract/replay';
import type { ScreenSnapshot } from '#contract/screen';
import type { Instant } from '#contract/time';
import type { TimeAnswer } from '#contract/timeAnswer';
import type { UserSnapshot } from '#contract/userRoom';
import type { RoomDelta, RoomSnapshot } from '#contract/wall';
import type { SocketIdentity } from '../access/authenticateSocket.ts';
import { isDevice, rightsOf } from '../access/screens/device.ts';
import { ownScreen } from '../access/screens/ownScreen.ts';
import type { CatalogueHolder } from '../catalogue/catalogueHolder.ts';
import { startChangeFeed } from './changeFeed.ts';
import { cutWhenSlow } from './cutWhenSlow.ts';
import { deskRooms } from './deskRooms.ts';
import { departmentOf, deskStream, isDeskRoom } from './deskStream.ts';
import { itemTimes } from './itemTimes.ts';
import { isAnswer, refusal, type Refusal } from './joinAnswer.ts';
import { joinLimit, joinsAMinute } from './joinLimit.ts';
import { mayJoin } from './mayJoin.ts';
import { ownReplay, type ReplayRooms } from './ownReplay.ts';
import { isScreenRoom, screenRooms } from './screenRooms.ts';
import { isUserRoom, userRooms } from './userRooms.ts';
import { wallRooms } from './wallRooms.ts';
import { wallSnapshot } from './wallSnapshot.ts';

export interface LiveServerDeps {
  http: HttpServer;
  /** For the feed and the rooms' snapshots alone: a wall never waits behind an ingest that uses up its pool. */
  pool: Pool;
  catalogue: CatalogueHolder;
  clock: () => Instant;
  /** Handshake middleware that leaves a `SocketIdentity` in `socket.data` (access/authenticateSocket). */
  authenticate: (socket: Socket, next: (refusal?: Error) => void) => void | Promise<void>;
  /** Cuts the socket when its credential ends (access/authenticateSocket). */
  watch: (socket: Socket) => void;
  /** Cuts at once those whose credential has ended already (access/authenticateSocket). */
  cutEnded: (sockets: readonly Socket[]) => Promise<void>;
  /** Of this process; they end with it. */
  replays: ReplayRooms;
  /** Hears of each change on its way to screens when it was committed. */
  onPushed?: (at: Instant) => void;
  log: { info(fields: object, message: string): void; warn(fields: object, message: string): void };
}

export interface LiveServer {
  state(now: Instant): LiveState;
  /** Says `server:restarting`, ends the feed and cuts every socket. */
  close(): Promise<void>;
}

export interface LiveState {
  /** Milliseconds since the change feed last reached the database. */
  feedLag: number;
  sockets: number;
  rooms: number;
  emitted: number;
  emittedBytes: number;
  /** Clients cut because they did not read. */
  dropped: number;
}

/** The wall of the whole city. */
const cityRoom = 'wall';

/** Walls and desks over socket.io: `join(room)` answers a snapshot, then `changes` (CONTRACT, Live). */
export async function startLiveServer(deps: LiveServerDeps): Promise<LiveServer> {
  const { clock, log } = deps;
  const counters = { emitted: 0, emittedBytes: 0, dropped: 0 };
  const io = new Server(deps.http, {
    path: '/socket.io',
    serveClient: false,
    perMessageDeflate: false,
    httpCompression: false,
    maxHttpBufferSize: 16_384,
  });
  const audience = (room: string): number => io.sockets.adapter.rooms.get(room)?.size ?? 0;
  const emit = (room: string, delta: RoomDelta, bytes: number): void => {
    counters.emitted += 1;
    counters.emittedBytes += bytes * audience(room);
    io.to(room).emit('changes', delta);
  };
  const rooms = wallRooms({
    pool: deps.pool,
    catalogue: deps.catalogue,
    times: itemTimes(deps),
    emit,
    audience,
    onError: (error) => log.warn({ err: error }, 'A wall could not be read from the database; trying again.'),
  });
  const socketsIn = (room: string): Socket[] =>
    [...(io.sockets.adapter.rooms.get(room) ?? [])].flatMap((id) => io.sockets.sockets.get(id) ?? []);
  const desks = deskRooms({
    db: deps.pool,
    catalogue: deps.catalogue,
    emit: (stream, delta) => io.to(stream).emit('changes', delta),
    audience,
    cutEnded: (streams) => deps.cutEnded(streams.flatMap(socketsIn)),
    onError: (error) => log.warn({ err: error }, 'Desks could not be told what changed; trying again.'),
  });
  const users = userRooms({ emit: (room, delta) => io.to(room).emit('changes', delta), audience });
  const screens = screenRooms({
    load: (screenId) => ownScreen(deps.pool, screenId),
    emit: (room, delta) => io.to(room).emit('changes', delta),
    audience,
    cutEnded: (screenId) => deps.cutEnded([...io.sockets.sockets.values()].filter(isOf(screenId))),
    onError: (error) => log.warn({ err: error }, 'Sockets of a screen could not be looked at.'),
  });
  const feed = await startChangeFeed({
    db: deps.pool,
    clock,
    onBatch(batch) {
      rooms.take(batch);
      users.take(batch, clock());
      screens.take(batch, clock());
      desks.take(batch);
      for (const { at } of batch.changes) deps.onPushed?.(at);
    },
    onPolled(now) {
      rooms.tick(now);
      void desks.tick(now);
    },
    onGap() {
      rooms.resync();
      desks.announce({ topic: 'resync', reason: 'gap' }, clock());
      users.announce({ topic: 'resync', reason: 'gap' }, clock());
      screens.resync(clock());
    },
    onOutage: (error) => {
      if (error === undefined) log.info({}, 'The change feed reads the database again.');
      else
        log.warn({ err: error }, 'The change feed cannot read the database; walls stand still until it can.');
    },
  });

  // the first who comes back after a restart does not wait for what nobody has read yet
  void wallSnapshot(deps, cityRoom, clock()).catch(() => undefined);

  io.use((socket, next) => void deps.authenticate(socket, next));
  io.on('connection', (socket) => {
    deps.watch(socket);
    cutWhenSlow(socket.conn, () => (counters.dropped += 1));
    const admit = joinLimit();
    const mayWatch = (wall: string): boolean => mayJoin(whoIs(socket), wall, deps.catalogue.current());
    const replay = ownReplay(socket, deps.replays, mayWatch);
    socket.on('join', async (room: unknown, answer: unknown) => {
      if (typeof room !== 'string' || !isAnswer(answer)) return;
      if (!admit(clock()))
        return answer(refusal('too_many_requests', `Join at most ${joinsAMinute} times a minute.`));
      const refused = await join(socket, room);
      if (!refused && isReplayRoom(room)) return answer(await replay(room, clock()).catch(noRoom(room)));
      // read and sent in one go, once the socket is in the room: no delta can slip between
      answer(refused ?? snapshot(socket, room, clock()) ?? refusal('busy', 'Join again.'));
    });
    socket.on('leave', (room: unknown) => {
      if (typeof room === 'string') void socket.leave(nameOf(socket, room));
    });
    socket.on('ping:time', (answer: unknown) => {
      const now = clock();
      if (isAnswer(answer))
        answer({ serverTime: new Date(now).toISOString(), feedLag: feed.lag(now) } satisfies TimeAnswer);
    });
  });

  const snapshot = (
    socket: Socket,
    room: string,
    now: Instant,
  ): RoomSnapshot | UserSnapshot | DeskSnapshot | ScreenSnapshot | undefined => {
    if (isScreenRoom(room)) return screens.snapshot(room, now);
    if (isUserRoom(room)) return users.snapshot(room, now);
    return isDeskRoom(room)
      ? desks.snapshot(deskStream(room, rightsOf(whoIs(socket))), now)
      : rooms.snapshot(room, now);
  };

  const join = async (socket: Socket, room: string): Promise<Refusal | undefined> => {
    const catalogue = deps.catalogue.current();
    if (!isReplayRoom(room) && !mayJoin(whoIs(socket), room, catalogue))
      return refusal('forbidden', `This account may not see the room "${room}".`);
    try {
      await deps.cutEnded([socket]);
      if (!socket.connected) return refusal('unauthenticated', 'Sign in again.');
      if (isReplayRoom(room)) return undefined;
      const department = departmentOf(room);
      const opened = isDeskRoom(room)
        ? department === null || catalogue.department(department) !== undefined
        : isUserRoom(room) || (await (isScreenRoom(room) ? screens.open(room) : rooms.open(room, clock())));
      if (!opened) return refusal('not_found', `There is no room "${room}".`);
      await socket.join(nameOf(socket, room));
      return undefined;
    } catch (error) {
      return noRoom(room)(error);
    }
  };
  const noRoom = (room: string) => (error: unknown) => {
    log.warn({ err: error, room }, 'A room could not be joined.');
    return refusal('busy', 'The database does not answer; join again in a few seconds.');
  };

  return {
    state: (now) => ({
      feedLag: feed.lag(now),
      sockets: io.engine.clientsCount,
      rooms: rooms.names().length,
      ...counters,
    }),
    async close() {
      rooms.announceRestart(clock());
      users.announce({ topic: 'server:restarting' }, clock());
      screens.announceRestart(clock());
      desks.announce({ topic: 'server:restarting' }, clock());
      await feed.stop();
      io.disconnectSockets(true);
      io.engine.close();
      await deps.replays.close();
    },
  };
}

function whoIs(socket: Socket): SocketIdentity['who'] {
  const { who }: SocketIdentity = socket.data;
  return who;
}

function isOf(screenId: number): (socket: Socket) => boolean {
  return (socket) => {
    const who = whoIs(socket);
    return isDevice(who) && who.screenId === screenId;
  };
}

/** What a room is called inside: a desk's is one for each scope. */
function nameOf(socket: Socket, room: string): string {
  return isDeskRoom(room) ? deskStream(room, rightsOf(whoIs(socket))).key : room;
}
