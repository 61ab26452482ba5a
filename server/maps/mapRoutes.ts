import express, { Router } from 'express';
import type { Pool } from 'pg';
import { newMapSchema } from '#contract/mapSchema';
import type { MapDocument } from '#contract/map';
import { Problem } from '#contract/problem';
import type { Instant } from '#contract/time';
import { actorOf } from '../access/authenticate.ts';
import { permitted } from '../access/permissions.ts';
import { requireAllPlaces } from '../access/requireAllPlaces.ts';
import { requireRole } from '../access/requireRole.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { inTransaction } from '../db/transaction.ts';
import { hasTag } from '../http/ifNoneMatch.ts';
import { instantText } from '../http/instantText.ts';
import { readBody } from '../http/readInput.ts';
import { importMap } from './importMap.ts';
import { listMaps, newestMap } from './mapStore.ts';
import { matchShapes } from './matchShapes.ts';

export interface MapParts {
  pool: Pool;
  catalogue: () => Catalogue;
  clock: () => Instant;
}

/** `GET /api/v1/map`: the map that walls show; `POST`: another one; `GET /api/v1/maps`: all that were imported. */
export function mapRoutes({ pool, catalogue, clock }: MapParts): Router {
  const router = Router();
  const admin = requireRole(...permitted.manageMaps);
  router.get('/api/v1/map', requireRole(...permitted.readFigures), async (req, res) => {
    const map = await newestMap(pool);
    if (!map)
      throw new Problem('not_found', 'No map was imported; duban map import, or Administration, does it.');
    const { mapId, name, approvalNumber, importedAt, sha256, document } = map;
    const tag = `"${mapId}"`;
    res.set('ETag', tag).set('Cache-Control', 'private, no-cache');
    if (hasTag(req, tag)) return void res.status(304).end();
    const geojson: MapDocument = JSON.parse(document);
    res.json({ mapId, name, approvalNumber, importedAt: instantText(importedAt), sha256, geojson });
  });
  router.post(
    '/api/v1/map',
    admin,
    requireAllPlaces('maps'),
    express.json({ limit: '5mb' }),
    async (req, res) => {
      const asked = readBody(req, newMapSchema);
      const by = { catalogue: catalogue(), actor: actorOf(res), now: clock() };
      const imported = await inTransaction(pool, (db) => importMap(db, asked, by));
      res.status(201).json(imported);
    },
  );
  router.get('/api/v1/maps', admin, async (_req, res) => {
    const [maps, newest] = [await listMaps(pool), await newestMap(pool)];
    const document: MapDocument | undefined = newest && JSON.parse(newest.document);
    res.json({
      items: maps.map(({ importedAt, ...map }) => ({ ...map, importedAt: instantText(importedAt) })),
      report: newest && document ? matchShapes(document, newest.points, catalogue().regions) : null,
    });
  });
  return router;
}
