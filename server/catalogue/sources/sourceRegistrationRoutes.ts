import express, { Router } from 'express';
import { Problem } from '#contract/problem';
import { defaultSourceSettings } from '#contract/source';
import { newSourceSchema, sourcePatchSchema, type AddedSource } from '#contract/sourceSchema';
import { recordAudit } from '../../access/audit.ts';
import { actorOf } from '../../access/authenticate.ts';
import { permitted } from '../../access/permissions.ts';
import { requireAllPlaces } from '../../access/requireAllPlaces.ts';
import { requireRole } from '../../access/requireRole.ts';
import { inTransaction } from '../../db/transaction.ts';
import { readIfMatch } from '../../http/ifMatch.ts';
import { readBody } from '../../http/readInput.ts';
import { registerSource } from '../registerSource.ts';
import { endSourceKeys, revokeSource } from '../sourceStore.ts';
import { changeSource, patched } from './changeSource.ts';
import { issueKey } from './issueKey.ts';
import { managedSource, sourceAnswer, sourceAudit, type SourceParts } from './managedSource.ts';
import { switchSource } from './managedSourceStore.ts';

/**
 * A source's registration: `POST /api/v1/sources` (with its first key), `GET`, `PATCH /{id}`, `POST /{id}/disable`,
 * `/enable`, `/revoke`. A source may report for any place, so whoever changes one is limited to none.
 */
export function sourceRegistrationRoutes({ db, clock, holder }: SourceParts): Router {
  const router = Router();
  const current = () => holder.current();
  const admin = [requireRole(...permitted.manageSources), requireAllPlaces('sources')];
  const json = express.json({ limit: '512kb' });
  const one = '/api/v1/sources/:id';

  router.post('/api/v1/sources', ...admin, json, async (req, res) => {
    const { name, uri, namespace, settings: given } = readBody(req, newSourceSchema);
    const now = clock();
    const settings = patched(defaultSourceSettings, given);
    const added = await inTransaction(db, async (tx): Promise<AddedSource> => {
      const source = await registerSource(tx, { name, uri, namespace, settings }, now);
      await recordAudit(
        tx,
        sourceAudit(res, 'source.added', source, { uri: source.uri, namespace, settings }, now),
      );
      const key = await issueKey(tx, source.sourceId, { label: '', by: actorOf(res) }, now);
      return { source: sourceAnswer({ ...source, hasReported: false }), key };
    });
    await holder.refresh(db);
    res
      .status(201)
      .set('Cache-Control', 'no-store')
      .location(`/api/v1/sources/${added.source.sourceId}`)
      .json(added);
  });
  router.get(one, requireRole(...permitted.readSources), async (req, res) => {
    const source = await managedSource(db, current(), res, req.params['id']);
    res.set('ETag', `"${source.version}"`).json(sourceAnswer(source));
  });
  router.patch(one, ...admin, json, async (req, res) => {
    const { id } = req.params;
    const version = readIfMatch(req);
    const patch = readBody(req, sourcePatchSchema);
    const now = clock();
    await inTransaction(db, async (tx) => {
      const source = await managedSource(tx, current(), res, id);
      const changed = await changeSource(tx, source, patch, version, now);
      await recordAudit(tx, sourceAudit(res, 'source.changed', source, { changed }, now));
    });
    await holder.refresh(db);
    const changed = await managedSource(db, current(), res, id);
    res.set('ETag', `"${changed.version}"`).json(sourceAnswer(changed));
  });
  for (const [action, off] of [
    ['disable', true],
    ['enable', false],
  ] as const)
    router.post(`${one}/${action}`, ...admin, async (req, res) => {
      const now = clock();
      await inTransaction(db, async (tx) => {
        const source = await managedSource(tx, current(), res, req.params['id']);
        if (source.revokedAt !== null)
          throw new Problem('conflict', `Source ${source.name} is revoked for good; add another one.`);
        if (await switchSource(tx, source.sourceId, off ? now : null))
          await recordAudit(tx, sourceAudit(res, `source.${action}d`, source, {}, now));
      });
      await holder.refresh(db);
      res.status(204).end();
    });
  router.post(`${one}/revoke`, ...admin, async (req, res) => {
    const now = clock();
    await inTransaction(db, async (tx) => {
      const source = await managedSource(tx, current(), res, req.params['id']);
      await endSourceKeys(tx, source.sourceId, now);
      if (await revokeSource(tx, source.sourceId, now))
        await recordAudit(tx, sourceAudit(res, 'source.revoked', source, {}, now));
    });
    await holder.refresh(db);
    res.status(204).end();
  });
  return router;
}
