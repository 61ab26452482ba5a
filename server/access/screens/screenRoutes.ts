import express, { Router } from 'express';
import { Problem } from '#contract/problem';
import type { ScreenRow } from '#contract/screen';
import { screenChangeSchema } from '#contract/screenSchema';
import { appendChange } from '../../changes/appendChange.ts';
import { inTransaction } from '../../db/transaction.ts';
import { readIfMatch } from '../../http/ifMatch.ts';
import { readBody } from '../../http/readInput.ts';
import { webBuild } from '../../http/webBuild.ts';
import { recordAudit } from '../audit.ts';
import { actorOf, signedIn } from '../authenticate.ts';
import { permitted } from '../permissions.ts';
import { requireRole } from '../requireRole.ts';
import { scopeOf } from '../scope.ts';
import { changeScreen } from './changeScreen.ts';
import { dropCredentials } from './credentialStore.ts';
import { screenAudit } from './screenAudit.ts';
import { heldScreen, screenNamed, type ScreenParts } from './screenParts.ts';
import { screenRow } from './screenRow.ts';
import { listScreens, revokeScreen } from './screenStore.ts';

/** The fleet: `GET /api/v1/screens`, `GET`, `PATCH /{id}`, `POST /{id}/revoke`. */
export function screenRoutes(parts: ScreenParts): Router {
  const { db, clock, catalogue } = parts;
  const router = Router();
  const reader = requireRole(...permitted.readScreens);
  const administrator = requireRole(...permitted.administerScreens);
  router.get('/api/v1/screens', reader, async (_req, res) => {
    const scope = scopeOf(signedIn(res), catalogue());
    const [found, build] = [await listScreens(db, { scope, screenId: null }, clock()), await webBuild()];
    const items: ScreenRow[] = found.map((screen) => screenRow(screen, build));
    res.set('Cache-Control', 'no-store').json({ items });
  });
  router.get('/api/v1/screens/:id', reader, async (req, res) => {
    const screen = await screenNamed(db, parts, res, req.params.id);
    res.set('ETag', `"${screen.version}"`).json(screenRow(screen, await webBuild()));
  });
  router.patch('/api/v1/screens/:id', administrator, express.json({ limit: '64kb' }), async (req, res) => {
    const version = readIfMatch(req);
    const change = readBody(req, screenChangeSchema);
    const { id } = req.params;
    await inTransaction(db, async (tx) => {
      const screen = await heldScreen(tx, parts, res, id);
      if (screen.version !== version)
        throw new Problem(
          'stale_version',
          `Screen ${screen.screenId} is at version ${screen.version} by now.`,
        );
      await changeScreen(tx, screen, change, {
        account: signedIn(res),
        actor: actorOf(res),
        catalogue: catalogue(),
        now: clock(),
      });
    });
    const changed = await screenNamed(db, parts, res, id);
    res.set('ETag', `"${changed.version}"`).json(screenRow(changed, await webBuild()));
  });
  router.post('/api/v1/screens/:id/revoke', administrator, async (req, res) => {
    await inTransaction(db, async (tx) => {
      const screen = await heldScreen(tx, parts, res, req.params.id);
      if (!(await revokeScreen(tx, screen.screenId, clock()))) return;
      await dropCredentials(tx, screen.screenId);
      await recordAudit(tx, screenAudit('screen.revoked', screen, { actor: actorOf(res), at: clock() }));
      await appendChange(tx, clock(), { screens: [[screen.screenId, { topic: 'screen:ended' }]] });
    });
    res.status(204).end();
  });
  return router;
}
