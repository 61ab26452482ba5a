import { randomUUID } from 'node:crypto';
import express, { Router } from 'express';
import { Problem } from '#contract/problem';
import { handlersSchema, newOutageSchema, type OutageAnswer } from '#contract/sourceSchema';
import { recordAudit } from '../../access/audit.ts';
import { actorOf } from '../../access/authenticate.ts';
import { permitted } from '../../access/permissions.ts';
import { requireAllPlaces } from '../../access/requireAllPlaces.ts';
import { requireRole } from '../../access/requireRole.ts';
import { inTransaction } from '../../db/transaction.ts';
import { instantText } from '../../http/instantText.ts';
import { readBody } from '../../http/readInput.ts';
import { deleteHandlers, listSourceHandlers, registerHandlers } from '../sourceHandlerStore.ts';
import { listOutages, recordOutage, removeDeclaredOutage } from '../sourceOutageStore.ts';
import { managedSource, sourceAudit, type SourceParts } from './managedSource.ts';

const longestOutage = 60 * 86_400_000;

/**
 * What is known of a source beside its settings: `/api/v1/sources/{id}/handlers` (who is a person and who a machine,
 * where events do not say) and `/outages` (times in which its silence proves nothing).
 */
export function sourceBackgroundRoutes({ db, clock, holder }: SourceParts): Router {
  const router = Router();
  const current = () => holder.current();
  const role = requireRole(...permitted.manageSources);
  const everywhere = requireAllPlaces('sources');
  const handlers = '/api/v1/sources/:id/handlers';
  const outages = '/api/v1/sources/:id/outages';

  router.get(handlers, role, async (req, res) => {
    const { sourceId } = await managedSource(db, current(), res, req.params['id']);
    const items = (await listSourceHandlers(db)).filter((one) => one.sourceId === sourceId);
    res.json({ items: items.map(({ code, name, kind }) => ({ code, name, kind })) });
  });
  router.put(handlers, role, everywhere, express.json({ limit: '1mb' }), async (req, res) => {
    const { items } = readBody(req, handlersSchema);
    const twice = items.find(({ code }, i) => items.findIndex((one) => one.code === code) !== i);
    if (twice) throw new Problem('invalid', `items has the handler ${twice.code} twice.`, { path: 'items' });
    const now = clock();
    await inTransaction(db, async (tx) => {
      const source = await managedSource(tx, current(), res, req.params['id']);
      await deleteHandlers(
        tx,
        source.sourceId,
        items.map(({ code }) => code),
      );
      await registerHandlers(tx, source.sourceId, items);
      const detail = { handlers: items.length };
      await recordAudit(tx, sourceAudit(res, 'source.handlers_set', source, detail, now));
    });
    await holder.refresh(db);
    res.json({ items });
  });
  router.get(outages, role, async (req, res) => {
    const { sourceId } = await managedSource(db, current(), res, req.params['id']);
    const items = (await listOutages(db)).filter((one) => one.sourceId === sourceId).reverse();
    res.json({
      items: items.map(({ eventId, from, to, reason, recordedAt, declaredBy }): OutageAnswer => ({
        outageId: eventId,
        from: instantText(from),
        to: instantText(to),
        reason,
        recordedAt: instantText(recordedAt),
        declaredBy,
      })),
    });
  });
  router.post(outages, role, everywhere, express.json({ limit: '8kb' }), async (req, res) => {
    const { reason, ...span } = readBody(req, newOutageSchema);
    const [from, to] = [Date.parse(span.from), Date.parse(span.to)];
    if (!(to > from && to - from <= longestOutage))
      throw new Problem('invalid', 'An outage ends after it began, and lasts 60 days at most.', {
        path: 'to',
      });
    const now = clock();
    await inTransaction(db, async (tx) => {
      const source = await managedSource(tx, current(), res, req.params['id']);
      const outage = { sourceId: source.sourceId, eventId: `desk:${randomUUID()}`, from, to, reason };
      await recordOutage(tx, outage, now, actorOf(res));
      await recordAudit(tx, sourceAudit(res, 'source.outage_declared', source, { ...span, reason }, now));
    });
    await holder.refresh(db);
    res.status(204).end();
  });
  router.delete(`${outages}/:outageId`, role, everywhere, async (req, res) => {
    const now = clock();
    await inTransaction(db, async (tx) => {
      const source = await managedSource(tx, current(), res, req.params['id']);
      const outageId = String(req.params['outageId']).replaceAll('\0', '');
      if (!(await removeDeclaredOutage(tx, source.sourceId, outageId, now)))
        throw new Problem(
          'not_found',
          `Source ${source.name} has no such outage that was declared here; what the source declared itself stays.`,
        );
      await recordAudit(tx, sourceAudit(res, 'source.outage_removed', source, { outageId }, now));
    });
    await holder.refresh(db);
    res.status(204).end();
  });
  return router;
}
