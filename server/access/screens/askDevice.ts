import type { IncomingHttpHeaders } from 'node:http';
import type { Request } from 'express';
import { Problem } from '#contract/problem';
import type { Instant } from '#contract/time';
import type { Queryable } from '../../db/queryable.ts';
import type { AccessParts } from '../authenticate.ts';
import { deviceOf, noteFirstUse, type FoundDevice } from './credentialStore.ts';
import { readScreenCookie } from './screenCookie.ts';
import { noteSeen } from './signsOfLife.ts';

/** What a paired screen's browser shows. */
export interface DeviceCredential {
  kind: 'screen';
  secret: string;
}

export function deviceCredentialOf(
  headers: IncomingHttpHeaders,
  publicUrl: URL | undefined,
): DeviceCredential | undefined {
  const secret = readScreenCookie(headers.cookie, publicUrl);
  return secret === undefined ? undefined : { kind: 'screen', secret };
}

/** The screen behind a credential that is good at `now`; it counts as used. */
export async function askDevice(
  db: Queryable,
  { secret }: DeviceCredential,
  now: Instant,
): Promise<FoundDevice | undefined> {
  const found = await deviceOf(db, secret, now);
  if (found?.used === false) await noteFirstUse(db, secret, now);
  if (found) await noteSeen(db, found.screenId, now);
  return found;
}

/** The screen that asks. @throws Problem `unauthenticated`: no account, however able, is a screen */
export async function askingDevice(
  { db, clock, publicUrl }: AccessParts,
  req: Request,
): Promise<FoundDevice> {
  const credential = deviceCredentialOf(req.headers, publicUrl);
  const device = credential && (await askDevice(db, credential, clock()));
  if (device) return device;
  throw new Problem('unauthenticated', 'This is for a paired screen; pair it with its code first.');
}
