import type { Socket } from 'socket.io';

/** Packets that may wait for a client: ten seconds of deltas. */
const mostWaiting = 40;

/** A client that does not read would make the process hold its messages: cut, it comes back and joins afresh. */
export function cutWhenSlow(connection: Socket['conn'], onCut: () => void): void {
  let waiting = 0;
  connection.on('flush', () => (waiting = 0));
  connection.on('packetCreate', () => {
    waiting += 1;
    if (waiting !== mostWaiting) return;
    onCut();
    connection.close(true);
  });
}
