import type { DeskDelta, DeskSnapshot } from '#contract/deskRoom';
import type { ProblemCode } from '#contract/problem';
import type { InstantText } from '#contract/time';
import type { UserDelta } from '#contract/userRoom';
import { getSession } from '../api/session.ts';
import { useDeskLink } from '../stores/deskLink.ts';
import { useInbox } from '../stores/inbox.ts';
import { useRulesRun } from '../stores/rulesRun.ts';
import { openSocket } from './openSocket.ts';
import { RoomSeq } from './roomSeq.ts';

type JoinAnswer = Partial<DeskSnapshot> & { error?: { code: ProblemCode } };

const ackTimeout = 10_000;
const joinAgainAfter = 3000;
const signedOutLookEvery = 20_000;

/**
 * Follows the flags of the account's scope and its inbox, over one socket, until the answered function is called. Each
 * time the line is there again, and whenever something was missed, everything is asked anew.
 */
export function followDesk(accountId: number): () => void {
  const link = useDeskLink();
  const inbox = useInbox();
  const rules = useRulesRun();
  const rooms = ['desk', `user:${accountId}`];
  const timers = new Set<ReturnType<typeof setTimeout>>();
  const seqs = new RoomSeq();
  let closed = false;
  const socket = openSocket();

  function later(delay: number, action: () => void) {
    const timer = setTimeout(() => {
      timers.delete(timer);
      action();
    }, delay);
    timers.add(timer);
  }
  const loadInbox = () => void inbox.load().catch(() => undefined);

  function join(room: string) {
    if (!socket.connected) return;
    socket.timeout(ackTimeout).emit('join', room, (error: Error | null, answer?: JoinAnswer) => {
      if (error || answer?.seq === undefined) return later(joinAgainAfter, () => join(room));
      seqs.begin(room, answer.seq);
      hearRules(answer.state?.rulesRanAt, answer.serverTime);
      if (!rooms.every((name) => seqs.has(name))) return;
      link.state = 'live';
      link.tell(null);
      loadInbox();
    });
  }
  function hearRules(at: InstantText | null | undefined, serverTime: InstantText | undefined) {
    if (at !== undefined && serverTime !== undefined) rules.hear(at, serverTime);
  }
  function hear({ room, after, seq, changes, serverTime }: DeskDelta | UserDelta) {
    if (!seqs.has(room)) return;
    for (const one of changes) if (one.topic === 'rules:ran') hearRules(one.at, serverTime);
    const missed = !seqs.advance(room, after, seq);
    const heard = new Map(changes.flatMap((one) => (one.topic === 'flag:changed' ? one.flags : [])));
    const anew = missed || changes.some(({ topic }) => topic === 'resync');
    if (room !== 'desk') loadInbox();
    else if (anew) link.tell(null);
    else if (heard.size > 0) link.tell(heard);
  }
  async function lose() {
    seqs.clear();
    link.state = 'lost';
    // the client comes back by itself unless the server has sent it away
    if (socket.active) return;
    const account = await getSession().catch(() => undefined);
    if (closed) return;
    if (account === null) link.state = 'ended';
    later(account === null ? signedOutLookEvery : joinAgainAfter, () => socket.connect());
  }

  socket.on('connect', () => rooms.forEach(join));
  socket.on('changes', hear);
  socket.on('disconnect', () => void lose());
  socket.on('connect_error', () => void lose());

  return () => {
    closed = true;
    for (const timer of timers) clearTimeout(timer);
    socket.off();
    socket.disconnect();
    link.state = 'opening';
  };
}
