import { io } from 'socket.io-client';
import type { Socket } from 'socket.io-client';

/**
 * A socket that comes back for ever, each time after another while: a thousand screens must not in the same instant.
 * @param isScreen asked at each connection: it comes as the paired screen, whoever has signed in on its browser
 */
export function openSocket(isScreen: () => boolean = () => false): Socket {
  return io({
    path: '/socket.io',
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    reconnectionDelay: 500,
    reconnectionDelayMax: 10_000,
    randomizationFactor: 0.5,
    auth: (send) => send(isScreen() ? { as: 'screen' } : {}),
  });
}
