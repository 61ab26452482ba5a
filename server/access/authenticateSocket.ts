import type { Socket } from 'socket.io';
import type { Account } from '#contract/account';
import type { Instant } from '#contract/time';
import type { Queryable } from '../db/queryable.ts';
import { fromOwnPages } from '../http/originCheck.ts';
import { askerOf, credentialOf, type Credential } from './credential.ts';
import { liveRights } from './liveRights.ts';
import type { Rights } from './mustHavePlace.ts';
import { askDevice, deviceCredentialOf, type DeviceCredential } from './screens/askDevice.ts';
import { isDevice, rightsOf, type Device } from './screens/device.ts';
import { noteLinked } from './screens/signsOfLife.ts';
import { touchSession } from './sessionStore.ts';
import { tokenPrefix } from './tokenStore.ts';
import type { AccessParts } from './authenticate.ts';

/** What the handshake found out, kept in `socket.data`. */
export interface SocketIdentity {
  who: Account | Device;
  credential: Credential | DeviceCredential;
}

/**
 * socket.io middleware: lets on who brings a session cookie from our own pages, or an API token (as bearer, or as
 * `auth.token`), or else a paired screen's cookie; that one alone where `auth.as` is `screen`: a person may have signed
 * in on a screen's own browser. The refusal's message is `unauthenticated` or `forbidden`.
 */
export function authenticateSocket({ db, clock, publicUrl }: AccessParts) {
  return async (socket: Socket, next: (refusal?: Error) => void): Promise<void> => {
    // browsers name the origin of every WebSocket; a handshake without one is no other site's page
    const headers = { ...socket.handshake.headers, cookie: undefined };
    for (const credential of shownBy(socket, publicUrl)) {
      if (credential.kind !== 'token' && !fromOwnPages(headers, publicUrl)) {
        next(new Error('forbidden'));
        return;
      }
      const who = await visitorOf(db, credential, clock()).catch(() => undefined);
      if (who === undefined) continue;
      socket.data = { who, credential } satisfies SocketIdentity;
      next();
      return;
    }
    next(new Error('unauthenticated'));
  };
}

/** In the order in which they count. */
function shownBy(socket: Socket, publicUrl: URL | undefined): SocketIdentity['credential'][] {
  const { auth, headers } = socket.handshake;
  const ofScreen = deviceCredentialOf(headers, publicUrl);
  const ofPerson = auth['as'] === 'screen' ? undefined : (tokenOf(auth) ?? credentialOf(headers, publicUrl));
  return [ofPerson, ofScreen].flatMap((credential) => credential ?? []);
}

function tokenOf(auth: Socket['handshake']['auth']): Credential | undefined {
  const token: unknown = auth['token'];
  return typeof token === 'string' && token.startsWith(tokenPrefix)
    ? { kind: 'token', secret: token }
    : undefined;
}

async function visitorOf(
  db: Queryable,
  credential: SocketIdentity['credential'],
  now: Instant,
): Promise<SocketIdentity['who'] | undefined> {
  if (credential.kind !== 'screen') return (await askerOf(db, credential, now))?.account;
  const device = await askDevice(db, credential, now);
  // before it is let on: whoever is told that it is there can tell it something
  if (device) await noteLinked(db, device.screenId, now);
  return device;
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
  const { who, credential }: SocketIdentity = socket.data;
  const look = async (): Promise<void> => {
    const [found] = await liveRights(db, [credential], clock());
    if (found === undefined || !sameRights(found, rightsOf(who))) socket.disconnect(true);
    else if (credential.kind === 'session') await touchSession(db, credential.secret, clock());
    else if (isDevice(who)) await noteLinked(db, who.screenId, clock());
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
    const [found, known] = [rights[index], identities[index]?.who];
    if (!found || !known || !sameRights(found, rightsOf(known))) socket.disconnect(true);
  }
}

const sameRights = (a: Rights, b: Rights): boolean =>
  a.role === b.role && a.region === b.region && a.department === b.department;
