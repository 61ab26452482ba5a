import { Router } from 'express';
import { Problem } from '#contract/problem';
import type { Instant } from '#contract/time';
import { inTransaction } from '../../db/transaction.ts';
import { recordAudit } from '../audit.ts';
import type { AccessParts } from '../authenticate.ts';
import { askingDevice } from './askDevice.ts';
import { renewCredential, type FoundDevice } from './credentialStore.ts';
import { deviceActor } from './device.ts';
import { ownScreen } from './ownScreen.ts';
import { screenAudit } from './screenAudit.ts';
import { setScreenCookie } from './screenCookie.ts';

const renewedAfter = 7 * 24 * 3_600_000;

/** `GET /api/v1/screen`: what the asking screen is. A credential a week old is renewed by the way. */
export function ownScreenRoutes(parts: AccessParts): Router {
  const { db, clock, publicUrl } = parts;
  const router = Router();
  router.get('/api/v1/screen', async (req, res) => {
    const device = await askingDevice(parts, req);
    const own = await ownScreen(db, device.screenId);
    if (!own) throw new Problem('unauthenticated', 'This screen is revoked.');
    const secret = await renewed(parts, device, clock());
    if (secret !== undefined) setScreenCookie(res, secret, publicUrl);
    res.set('Cache-Control', 'no-store').json(own);
  });
  return router;
}

async function renewed({ db }: AccessParts, device: FoundDevice, now: Instant): Promise<string | undefined> {
  if (device.issuedAt > now - renewedAfter) return undefined;
  return inTransaction(db, async (tx) => {
    const secret = await renewCredential(tx, device.screenId, now);
    if (secret !== undefined)
      await recordAudit(
        tx,
        screenAudit('screen.credential_renewed', device, { actor: deviceActor(device), at: now }),
      );
    return secret;
  });
}
