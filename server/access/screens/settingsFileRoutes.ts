import express, { Router } from 'express';
import { screenSettingsFileSchema } from '#contract/screenSchema';
import { inTransaction } from '../../db/transaction.ts';
import { readBody } from '../../http/readInput.ts';
import { actorOf, signedIn } from '../authenticate.ts';
import { permitted } from '../permissions.ts';
import { requireRole } from '../requireRole.ts';
import { scopeOf } from '../scope.ts';
import type { ScreenParts } from './screenParts.ts';
import { exportSettings, importSettings } from './settingsFile.ts';

/** `GET`, `PUT /api/v1/screens/settings.json`: how all screens show what they may, to keep and to carry over. */
export function settingsFileRoutes({ db, clock, catalogue }: ScreenParts): Router {
  const router = Router();
  const path = '/api/v1/screens/settings.json';
  const administrator = requireRole(...permitted.administerScreens);
  router.get(path, administrator, async (_req, res) => {
    const file = await exportSettings(db, scopeOf(signedIn(res), catalogue()), clock());
    res.set('Cache-Control', 'no-store').json(file);
  });
  router.put(path, administrator, express.json({ limit: '1mb' }), async (req, res) => {
    const file = readBody(req, screenSettingsFileSchema);
    const scope = scopeOf(signedIn(res), catalogue());
    const by = { scope, actor: actorOf(res), catalogue: catalogue(), now: clock() };
    await inTransaction(db, (tx) => importSettings(tx, file, by));
    res.json(await exportSettings(db, scope, clock()));
  });
  return router;
}
