import type { Socket } from 'socket.io';
import { screenReportSchema } from '#contract/screenSchema';
import type { Instant } from '#contract/time';
import type { Queryable } from '../../db/queryable.ts';
import type { SocketIdentity } from '../authenticateSocket.ts';
import { isDevice } from './device.ts';
import { noteUnlinked, storeReport } from './signsOfLife.ts';

export interface HearingParts {
  db: Queryable;
  clock: () => Instant;
  onError(error: unknown): void;
}

/**
 * Keeps how a screen says it does, `screen:report`, at most every 20 s, answered with whether it was kept where an answer
 * is asked for, and notes when its last socket here has ended. Other sockets are none of this.
 */
export function hearScreen({
  db,
  clock,
  onError,
}: HearingParts): (socket: Pick<Socket, 'data' | 'on'>) => void {
  const open = new Map<number, number>();
  return (socket) => {
    const { who }: SocketIdentity = socket.data;
    if (!isDevice(who)) return;
    const { screenId } = who;
    /** One after the other: a report on its way must not be noted after the end. */
    let last: Promise<unknown> = Promise.resolve();
    const afterwards = (work: () => Promise<unknown>): void => {
      last = last.then(work).catch(onError);
    };
    open.set(screenId, (open.get(screenId) ?? 0) + 1);
    socket.on('screen:report', (given: unknown, answer: unknown) =>
      afterwards(async () => {
        const said = await keep(db, screenId, given, clock());
        if (typeof answer === 'function') answer(said);
      }),
    );
    socket.on('disconnect', () => {
      // a page that loads itself anew has its next socket before the last one is missed
      const others = (open.get(screenId) ?? 1) - 1;
      if (others > 0) open.set(screenId, others);
      else open.delete(screenId);
      if (others === 0) afterwards(() => noteUnlinked(db, screenId, clock()));
    });
  };
}

async function keep(
  db: Queryable,
  screenId: number,
  given: unknown,
  now: Instant,
): Promise<{ kept: boolean; error?: string }> {
  const report = screenReportSchema.safeParse(given);
  if (report.success) return { kept: await storeReport(db, screenId, report.data, now) };
  return { kept: false, error: report.error.issues[0]?.path.join('.') ?? '' };
}
