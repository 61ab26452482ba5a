import type { Socket } from 'socket.io';
import type { Account } from '#contract/account';
import { fromOwnPages } from '../http/originCheck.ts';
import { askerOf, credentialOf, type Credential } from './credential.ts';
import { liveRights } from './liveRights.ts';
import type { Rights } from './mustHavePlace.ts';
import { touchSession } from './sessionStore.ts';
import { tokenPrefix } from './tokenStore.ts';
import type { AccessParts } from './authenticate.ts';

/** What the handshake found out, kept in `socket.data`. */
export interface SocketIdentity {
  account: Account;
  credential: Credential;
}

/**
 * socket.io middleware: lets on who brings a session cookie from our own pages, or an API token (as bearer, or as
 * `auth.token`). The refusal's message is `unauthenticated` or `forbidden`.
 */
export function authenticateSocket({ db, clock, publicUrl }: AccessParts) {
  return async (socket: Socket, next: (refusal?: Error) => void): Promise<void> => {
    const credential = tokenOf(socket) ?? credentialOf(socket.handshake.headers, publicUrl);
    // browsers name the origin of every WebSocket; a handshake without one is no other site's page
    const headers = { ...socket.handshake.headers, cookie: undefined };
    if (credential?.kind === 'session' && !fromOwnPages(headers, publicUrl)) {
      next(new Error('forbidden'));
      return;
    }
    const asker = credential && (await askerOf(db, credential, clock()).catch(() => undefined));
    if (credential === undefined || asker === undefined) {
      next(new Error('unauthenticated'));
      return;
    }
    socket.data = { account: asker.account, credential } satisfies SocketIdentity;
    next();
  };
}

function tokenOf(socket: Socket): Credential | undefined {
  const token: unknown = socket.handshake.auth['token'];
  return typeof token === 'string' && token.startsWith(tokenPrefix)
    ? { kind: 'token', secret: token }
    : undefined;
}

/**
 * Cuts the socket when its credential ends or its account changes role or scope; looks every `everyMs`. An open
 * socket counts as use: a wall that only watches stays signed in until the session's last day.
 */
export function watchCredential(
  socket: Pick<Socket, 'data' | 'disconnect' | 'on'>,
  { db, clock }: Pick<AccessParts, 'db' | 'clock'>,
  everyMs = 60_000,
): void {
  const { account, credential }: SocketIdentity = socket.data;
  const look = async (): Promise<void> => {
    const found = await askerOf(db, credential, clock());
    if (found === undefined || !sameRights(found.account, account)) socket.disconnect(true);
    else if (credential.kind === 'session') await touchSession(db, credential.secret, clock());
  };
  // a database that does not answer is no reason to cut a wall: the next look decides
  const timer = setInterval(() => void look().catch(() => undefined), everyMs);
  timer.unref();
  socket.on('disconnect', () => clearInterval(timer));
}

/** Cuts those of the sockets that `watchCredential` would cut at its next look, all asked for in one go. */
export async function cutEnded(
  sockets: readonly Pick<Socket, 'data' | 'disconnect'>[],
  { db, clock }: Pick<AccessParts, 'db' | 'clock'>,
): Promise<void> {
  const identities = sockets.map((socket): SocketIdentity => socket.data);
  const rights = await liveRights(
    db,
    identities.map(({ credential }) => credential),
    clock(),
  );
  for (const [index, socket] of sockets.entries()) {
    const [found, known] = [rights[index], identities[index]?.account];
    if (!found || !known || !sameRights(found, known)) socket.disconnect(true);
  }
}

const sameRights = (a: Rights, b: Rights): boolean =>
  a.role === b.role && a.region === b.region && a.department === b.department;
