import express, { Router, type Response } from 'express';
import { Problem } from '#contract/problem';
import type { WaitingPairing } from '#contract/screen';
import { deviceCodeSchema, pairingApprovalSchema, pairingRequestSchema } from '#contract/screenSchema';
import type { Queryable } from '../../db/queryable.ts';
import { inTransaction } from '../../db/transaction.ts';
import { instantText } from '../../http/instantText.ts';
import { readBody } from '../../http/readInput.ts';
import { webBuild } from '../../http/webBuild.ts';
import { recordAudit } from '../audit.ts';
import { actorOf, signedIn } from '../authenticate.ts';
import { permitted } from '../permissions.ts';
import { requireRole } from '../requireRole.ts';
import { tooManyAttempts } from '../tooManyAttempts.ts';
import { approvePairing } from './approvePairing.ts';
import { createPairingLimits } from './pairingLimits.ts';
import { decidePairing, waitingDevice, type WaitingDevice } from './pairingStore.ts';
import { setScreenCookie } from './screenCookie.ts';
import { screenNamed, type ScreenParts } from './screenParts.ts';
import { screenRow } from './screenRow.ts';
import { startPairing } from './startPairing.ts';
import { pairingProblem, takeCredential } from './takeCredential.ts';
import { readUserCode } from './userCode.ts';

/** How a device is let in (RFC 8628): it asks, shows a code, and polls; an administrator types the code and decides. */
export function pairingRoutes(parts: ScreenParts, limits = createPairingLimits()): Router {
  const { db, clock, publicUrl } = parts;
  const router = Router();
  const json = express.json({ limit: '64kb' });
  const decider = requireRole(...permitted.administerScreens);

  /** The waiting device of a typed code. */
  const waitingOf = async (tx: Queryable, res: Response, typed: unknown): Promise<WaitingDevice> => {
    const code = readUserCode(String(typed));
    const { name } = signedIn(res);
    const wait = code === undefined ? 0 : await limits.look(name);
    if (wait > 0) throw tooManyAttempts(res, wait);
    const waiting = code === undefined ? undefined : await waitingDevice(tx, code, clock());
    if (!waiting) throw new Problem('not_found', 'No screen shows this code now; read it again.');
    await limits.found(name);
    return waiting;
  };

  router.post('/api/v1/screens/pairing', json, async (req, res) => {
    const asked = readBody(req, pairingRequestSchema);
    const wait = await limits.begin(req.ip ?? '');
    if (wait > 0) throw tooManyAttempts(res, wait);
    const pages = new URL('/pair', publicUrl ?? `${req.protocol}://${req.get('host') ?? 'localhost'}`);
    const from = { address: req.ip ?? '', pages };
    res.set('Cache-Control', 'no-store').json(await startPairing(db, asked, from, clock()));
  });
  router.post('/api/v1/screens/token', json, async (req, res) => {
    const { device_code: code } = readBody(req, deviceCodeSchema);
    const taken = await inTransaction(db, (tx) => takeCredential(tx, code, clock()));
    if ('error' in taken) throw pairingProblem(taken.error);
    setScreenCookie(res, taken.secret, publicUrl);
    res.set('Cache-Control', 'no-store').json(taken.screen);
  });
  router.get('/api/v1/screens/pairing/:code', decider, async (req, res) => {
    res.set('Cache-Control', 'no-store').json(answerOf(await waitingOf(db, res, req.params.code)));
  });
  router.post('/api/v1/screens/pairing/:code/approve', decider, json, async (req, res) => {
    const asked = readBody(req, pairingApprovalSchema);
    const screenId = await inTransaction(db, async (tx) =>
      approvePairing(tx, parts, res, await waitingOf(tx, res, req.params.code), asked),
    );
    res.json(screenRow(await screenNamed(db, parts, res, screenId), await webBuild()));
  });
  router.post('/api/v1/screens/pairing/:code/deny', decider, async (req, res) => {
    await inTransaction(db, async (tx) => {
      const { pairingId, userCode, address } = await waitingOf(tx, res, req.params.code);
      await decidePairing(tx, pairingId, null);
      const subject = { kind: 'pairing', id: userCode };
      await recordAudit(tx, {
        at: clock(),
        actor: actorOf(res),
        action: 'screen.denied',
        subject,
        detail: { address },
      });
    });
    res.status(204).end();
  });
  return router;
}

const answerOf = ({ userCode, address, asked, createdAt, expiresAt }: WaitingDevice): WaitingPairing => ({
  ...asked,
  userCode,
  address,
  since: instantText(createdAt),
  expiresAt: instantText(expiresAt),
});
