import { fastestReplay, slowestReplay, wishOf } from '#contract/replay';
import type { ProblemCode } from '#contract/problem';
import type { ReplayAnswer, ReplayRooms } from '../push/ownReplay.ts';
import { playPast, type PlayDeps, type PlayedPast } from './playPast.ts';
import { readWish } from './readWish.ts';

/** Each reads a day of the city. */
const mostAtOnce = 8;

interface Held {
  room: string;
  /** Undefined while it is being readied. */
  past?: PlayedPast;
  gone?: boolean;
}

const refusal = (code: ProblemCode, detail: string): ReplayAnswer => ({ error: { code, detail } });

/** The replays of this process: each belongs to one socket, goes when it leaves, and disturbs no other wall. */
export function replayRooms(deps: PlayDeps): ReplayRooms {
  const held = new Map<string, Held>();
  const leave = (id: string): void => {
    const own = held.get(id);
    if (!own) return;
    held.delete(id);
    own.gone = true;
    own.past?.stop();
  };
  return {
    async join({ id, mayWatch, send }, room, now) {
      const wish = wishOf(room);
      const wall = wish.region === '' ? 'wall' : `wall:${wish.region}`;
      if (!mayWatch(wall)) {
        leave(id);
        return refusal('forbidden', `This account may not see the room "${wall}".`);
      }
      const running = held.get(id);
      if (running?.room === room)
        return running.past?.snapshot() ?? refusal('busy', 'The replay is being readied; join again.');
      leave(id);
      const order = readWish(wish, deps.catalogue.current().timezone, now);
      if (typeof order === 'string') return refusal('invalid', order);
      if (held.size >= mostAtOnce)
        return refusal('too_many_requests', `${mostAtOnce} replays run already; end one of them first.`);
      const own: Held = { room };
      held.set(id, own);
      try {
        const past = await playPast(deps, wall, order, send);
        if (own.gone) past?.stop();
        else if (past) own.past = past;
        const answer = own.gone ? undefined : past?.snapshot();
        if (answer) return answer;
        if (held.get(id) === own) held.delete(id);
        return refusal('not_found', `There is no room "${wall}".`);
      } catch (error) {
        if (held.get(id) === own) held.delete(id);
        throw error;
      }
    },
    setSpeed(id, speed) {
      if (speed >= slowestReplay && speed <= fastestReplay) held.get(id)?.past?.setSpeed(speed);
    },
    leave,
    count: () => held.size,
    async close() {
      for (const id of held.keys()) leave(id);
    },
  };
}
