import express, { Router } from 'express';
import { Problem } from '#contract/problem';
import { keyEndSchema, newSourceKeySchema, type SourceKeyAnswer } from '#contract/sourceSchema';
import { recordAudit } from '../../access/audit.ts';
import { actorOf } from '../../access/authenticate.ts';
import { permitted } from '../../access/permissions.ts';
import { requireAllPlaces } from '../../access/requireAllPlaces.ts';
import { requireRole } from '../../access/requireRole.ts';
import { inTransaction } from '../../db/transaction.ts';
import { instantText, instantTextOrNull } from '../../http/instantText.ts';
import { readBody } from '../../http/readInput.ts';
import { issueKey } from './issueKey.ts';
import { managedSource, sourceAudit, type SourceParts } from './managedSource.ts';
import { endKeys, listKeys, type StoredKey } from './sourceKeyStore.ts';

/**
 * `/api/v1/sources/{id}/keys`: a source may have several, so that a new one is in use before the old one ends. A key is
 * shown when it is issued and never again.
 */
export function sourceKeyRoutes({ db, clock, holder }: SourceParts): Router {
  const router = Router();
  const current = () => holder.current();
  const role = requireRole(...permitted.manageSources);
  const everywhere = requireAllPlaces('keys of sources');
  const json = express.json({ limit: '4kb' });
  const all = '/api/v1/sources/:id/keys';

  router.get(all, role, async (req, res) => {
    const { sourceId } = await managedSource(db, current(), res, req.params['id']);
    res.json({ items: (await listKeys(db, sourceId)).map(answerOf) });
  });
  router.post(all, role, everywhere, json, async (req, res) => {
    const { label, othersEndAt } = readBody(req, newSourceKeySchema);
    const now = clock();
    const issued = await inTransaction(db, async (tx) => {
      const source = await managedSource(tx, current(), res, req.params['id']);
      if (source.revokedAt !== null)
        throw new Problem('conflict', `Source ${source.name} is revoked for good; add another one.`);
      const ended =
        othersEndAt === undefined ? 0 : await endKeys(tx, source.sourceId, null, timeOf(othersEndAt, now));
      const key = await issueKey(tx, source.sourceId, { label, by: actorOf(res) }, now);
      const detail = { keyId: key.keyId, label, othersEndAt: othersEndAt ?? null, ended };
      await recordAudit(tx, sourceAudit(res, 'source.key_issued', source, detail, now));
      return key;
    });
    await holder.refresh(db);
    res.status(201).set('Cache-Control', 'no-store').json(issued);
  });
  router.post(`${all}/:keyId/revoke`, role, everywhere, json, async (req, res) => {
    const { at } = readBody(req, keyEndSchema);
    const now = clock();
    await inTransaction(db, async (tx) => {
      const source = await managedSource(tx, current(), res, req.params['id']);
      const keyId = Number(req.params['keyId']);
      const known = (await listKeys(tx, source.sourceId)).some((key) => key.keyId === keyId);
      if (!known) throw new Problem('not_found', `Source ${source.name} has no such key.`);
      const end = at === undefined ? now : timeOf(at, now);
      if ((await endKeys(tx, source.sourceId, keyId, end)) === 0) return;
      const detail = { keyId, endsAt: instantText(end) };
      await recordAudit(tx, sourceAudit(res, 'source.key_revoked', source, detail, now));
    });
    await holder.refresh(db);
    res.status(204).end();
  });
  return router;
}

/** The past is now: a key ends no earlier than it is ended. */
const timeOf = (at: string, now: number): number => Math.max(now, Date.parse(at));

const answerOf = ({ createdAt, endsAt, lastUsedAt, ...key }: StoredKey): SourceKeyAnswer => ({
  ...key,
  createdAt: instantText(createdAt),
  endsAt: instantTextOrNull(endsAt),
  lastUsedAt: instantTextOrNull(lastUsedAt),
});
