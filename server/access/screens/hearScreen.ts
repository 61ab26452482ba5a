import type { Socket } from 'socket.io';
import { screenReportSchema } from '#contract/screenSchema';
import type { Instant } from '#contract/time';
import type { Queryable } from '../../db/queryable.ts';
import type { SocketIdentity } from '../authenticateSocket.ts';
import { isDevice } from './device.ts';
import { noteLinked, noteUnlinked, storeReport } from './signsOfLife.ts';

export interface HearingParts {
  db: Queryable;
  clock: () => Instant;
  onError(error: unknown): void;
}

/**
 * Notes that a screen's socket is there and how the screen says it does: `screen:report`, answered, where an answer is
 * asked for, with whether it was kept. Other sockets are none of this.
 */
export function hearScreen(
  { db, clock, onError }: HearingParts,
  open = new Map<number, number>(),
): (socket: Pick<Socket, 'data' | 'on'>) => void {
  const quietly = (work: Promise<unknown>): void => void work.catch(onError);
  return (socket) => {
    const { who }: SocketIdentity = socket.data;
    if (!isDevice(who)) return;
    const { screenId } = who;
    open.set(screenId, (open.get(screenId) ?? 0) + 1);
    quietly(noteLinked(db, screenId, clock()));
    socket.on('screen:report', (given: unknown, answer: unknown) => {
      const report = screenReportSchema.safeParse(given);
      const stored = report.success
        ? storeReport(db, screenId, report.data, clock()).then((kept) => ({ kept }))
        : Promise.resolve({ kept: false, error: report.error.issues[0]?.path.join('.') ?? '' });
      quietly(stored.then((said) => void (typeof answer === 'function' && answer(said))));
    });
    socket.on('disconnect', () => {
      // a page that loads itself anew has its next socket before the last one is missed
      const others = (open.get(screenId) ?? 1) - 1;
      if (others > 0) open.set(screenId, others);
      else open.delete(screenId);
      if (others === 0) quietly(noteUnlinked(db, screenId, clock()));
    });
  };
}
