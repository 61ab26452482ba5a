import express, { Router, type Request, type Response } from 'express';
import { newMapSchema } from '#contract/mapSchema';
import type { MapDocument } from '#contract/map';
import { Problem } from '#contract/problem';
import { actorOf, type AccessParts } from '../access/authenticate.ts';
import { permitted } from '../access/permissions.ts';
import { requireAllPlaces } from '../access/requireAllPlaces.ts';
import { requireRole } from '../access/requireRole.ts';
import { askingDevice } from '../access/screens/askDevice.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Queryable } from '../db/queryable.ts';
import { inTransaction } from '../db/transaction.ts';
import { hasTag } from '../http/ifNoneMatch.ts';
import { instantText } from '../http/instantText.ts';
import { readBody } from '../http/readInput.ts';
import { importMap } from './importMap.ts';
import { listMaps, newestMap } from './mapStore.ts';
import { matchShapes } from './matchShapes.ts';

export interface MapParts extends AccessParts {
  catalogue: () => Catalogue;
}

/**
 * `GET /api/v1/map` and, of a paired screen, `/api/v1/screen/map`: the map that walls show; `POST /api/v1/map`: another
 * one; `GET /api/v1/maps`: all that were imported.
 */
export function mapRoutes(parts: MapParts): Router {
  const { db, catalogue, clock } = parts;
  const router = Router();
  const admin = requireRole(...permitted.manageMaps);
  router.get('/api/v1/map', requireRole(...permitted.readFigures), async (req, res) => {
    await answerMap(db, req, res);
  });
  router.get('/api/v1/screen/map', async (req, res) => {
    await askingDevice(parts, req);
    await answerMap(db, req, res);
  });
  router.post(
    '/api/v1/map',
    admin,
    requireAllPlaces('maps'),
    express.json({ limit: '5mb' }),
    async (req, res) => {
      const asked = readBody(req, newMapSchema);
      const by = { catalogue: catalogue(), actor: actorOf(res), now: clock() };
      const imported = await inTransaction(db, (tx) => importMap(tx, asked, by));
      res.status(201).json(imported);
    },
  );
  router.get('/api/v1/maps', admin, async (_req, res) => {
    const [maps, newest] = [await listMaps(db), await newestMap(db)];
    const document: MapDocument | undefined = newest && JSON.parse(newest.document);
    res.json({
      items: maps.map(({ importedAt, ...map }) => ({ ...map, importedAt: instantText(importedAt) })),
      report: newest && document ? matchShapes(document, newest.points, catalogue().regions) : null,
    });
  });
  return router;
}

async function answerMap(db: Queryable, req: Request, res: Response): Promise<void> {
  const map = await newestMap(db);
  if (!map)
    throw new Problem('not_found', 'No map was imported; duban map import, or Administration, does it.');
  const { mapId, name, approvalNumber, importedAt, sha256, document } = map;
  const tag = `"${mapId}"`;
  res.set('ETag', tag).set('Cache-Control', 'private, no-cache');
  if (hasTag(req, tag)) return void res.status(304).end();
  const geojson: MapDocument = JSON.parse(document);
  res.json({ mapId, name, approvalNumber, importedAt: instantText(importedAt), sha256, geojson });
}
