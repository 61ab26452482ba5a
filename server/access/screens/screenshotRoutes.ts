import express, { Router } from 'express';
import { Problem } from '#contract/problem';
import { inTransaction } from '../../db/transaction.ts';
import { recordAudit } from '../audit.ts';
import { permitted } from '../permissions.ts';
import { requireRole } from '../requireRole.ts';
import { askingDevice } from './askDevice.ts';
import { deviceActor } from './device.ts';
import { screenAudit } from './screenAudit.ts';
import { screenNamed, type ScreenParts } from './screenParts.ts';
import { keepScreenshot, screenshotOf } from './screenshotStore.ts';

const types = ['image/jpeg', 'image/png'];
const beginnings: Record<string, string> = { 'image/jpeg': 'ffd8ff', 'image/png': '89504e470d0a1a0a' };

/** `POST /api/v1/screen/screenshot` by the screen, when asked; `GET /api/v1/screens/{id}/screenshot` at the desk. */
export function screenshotRoutes(parts: ScreenParts): Router {
  const { db, clock } = parts;
  const router = Router();
  const raw = express.raw({ type: types, limit: '1mb' });
  router.post('/api/v1/screen/screenshot', async (req, res, next) => {
    // whoever is no screen is turned away before a byte is read
    res.locals['device'] = await askingDevice(parts, req);
    next();
  });
  router.post('/api/v1/screen/screenshot', raw, async (req, res) => {
    const device: Awaited<ReturnType<typeof askingDevice>> = res.locals['device'];
    const { image, type } = readImage(req.body);
    await inTransaction(db, async (tx) => {
      if (!(await keepScreenshot(tx, device.screenId, { takenAt: clock(), type, image })))
        throw new Problem('conflict', 'Nobody has asked for a screenshot within the last minute.');
      const by = { actor: deviceActor(device), at: clock() };
      await recordAudit(tx, screenAudit('screen.screenshot_sent', device, { ...by, bytes: image.length }));
    });
    res.status(204).end();
  });
  router.get('/api/v1/screens/:id/screenshot', requireRole(...permitted.readScreens), async (req, res) => {
    const { screenId, name } = await screenNamed(db, parts, res, req.params.id);
    const found = await screenshotOf(db, screenId);
    if (!found) throw new Problem('not_found', `There is no screenshot of ${name}; ask the screen for one.`);
    res.set('Cache-Control', 'no-store').type(found.type).send(found.image);
  });
  return router;
}

/** By what it begins with, whatever it calls itself. */
function readImage(body: unknown): { image: Buffer; type: string } {
  if (!Buffer.isBuffer(body))
    throw new Problem('unsupported_media_type', `A screenshot is ${types.join(' or ')}.`, {
      path: 'Content-Type',
    });
  const type = types.find((one) => body.toString('hex', 0, 8).startsWith(beginnings[one] ?? ''));
  if (type === undefined) throw new Problem('invalid', 'The body is neither JPEG nor PNG.', { path: 'body' });
  return { image: body, type };
}
