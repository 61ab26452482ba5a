import express, { Router } from 'express';
import type { Pool } from 'pg';
import type { Account } from '#contract/account';
import { newViewSchema, type NewView, type View } from '#contract/deskSchema';
import { Problem } from '#contract/problem';
import { caseListQuerySchema, flagListQuerySchema } from '#contract/querySchema';
import type { Instant } from '#contract/time';
import { recordAudit } from '../access/audit.ts';
import { actorOf, signedIn } from '../access/authenticate.ts';
import { permitted } from '../access/permissions.ts';
import { requireRole } from '../access/requireRole.ts';
import { inTransaction } from '../db/transaction.ts';
import { readBody, readParameters } from '../http/readInput.ts';
import { systemViews } from './systemViews.ts';
import { deleteView, insertView, listViews, updateView, type ViewRow } from './viewStore.ts';

export interface ViewRoutesParts {
  pool: Pool;
  clock: () => Instant;
}

const mostViews = 100;
const listSchemas = { flags: flagListQuerySchema, cases: caseListQuerySchema };

/** `GET`, `POST /api/v1/views`, `PUT`, `DELETE /api/v1/views/{id}`: named queries of the lists, own and shared. */
export function viewRoutes({ pool, clock }: ViewRoutesParts): Router {
  const router = Router();
  const reader = requireRole(...permitted.readFlags);
  const json = express.json({ limit: '16kb' });
  router.get('/api/v1/views', reader, async (_req, res) => {
    const { id, role } = signedIn(res);
    const saved = await listViews(pool, id);
    res.json({ items: [...systemViews(role), ...saved.map((row) => viewOf(row, id))] });
  });
  router.post('/api/v1/views', reader, json, async (req, res) => {
    const account = signedIn(res);
    const view = checked(readBody(req, newViewSchema), account);
    const at = clock();
    const viewId = await inTransaction(pool, async (db) => {
      const id = await insertView(db, account.id, view, mostViews, at);
      if (id === undefined) throw nameTaken(view);
      await recordAudit(db, auditOf('view.saved', id, view, actorOf(res), at));
      return id;
    });
    const row: ViewRow = { ...view, viewId, accountId: account.id, by: account.displayName };
    res.status(201).location(`/api/v1/views/${viewId}`).json(viewOf(row, account.id));
  });
  router.put('/api/v1/views/:id', reader, json, async (req, res) => {
    const account = signedIn(res);
    const viewId = idOf(req.params['id']);
    const view = checked(readBody(req, newViewSchema), account);
    const at = clock();
    await inTransaction(pool, async (db) => {
      const change = await updateView(db, account.id, viewId, view, at);
      if (change === 'not_found') throw unknownView(viewId);
      if (change === 'name_taken') throw nameTaken(view);
      await recordAudit(db, auditOf('view.changed', viewId, view, actorOf(res), at));
    });
    const row: ViewRow = { ...view, viewId, accountId: account.id, by: account.displayName };
    res.json(viewOf(row, account.id));
  });
  router.delete('/api/v1/views/:id', reader, async (req, res) => {
    const { id, role } = signedIn(res);
    const viewId = idOf(req.params['id']);
    const at = clock();
    await inTransaction(pool, async (db) => {
      if (!(await deleteView(db, id, viewId, role === 'admin'))) throw unknownView(viewId);
      await recordAudit(db, auditOf('view.removed', viewId, {}, actorOf(res), at));
    });
    res.status(204).end();
  });
  return router;
}

/** A view that its list would refuse is refused when it is saved, with the parameter named. */
function checked(view: NewView, { role }: Account): NewView {
  const parameters = new URLSearchParams(view.query);
  for (const name of ['cursor', 'limit']) parameters.delete(name);
  const given = Object.fromEntries(
    [...parameters.keys()].map((name) => [name, parameters.getAll(name).join()]),
  );
  readParameters(given, listSchemas[view.list]);
  if (view.shared && !permitted.shareViews.some((one) => one === role))
    throw new Problem(
      'forbidden',
      `The role ${role} keeps views for itself; ${permitted.shareViews.join(' or ')} may share one.`,
      { path: 'shared' },
    );
  return { ...view, query: parameters.toString() };
}

const viewOf = (row: ViewRow, accountId: number): View => ({
  id: String(row.viewId),
  origin: row.accountId === accountId ? 'own' : 'shared',
  name: { zh: row.name, en: row.name },
  list: row.list,
  query: row.query,
  shared: row.shared,
  by: row.shared ? row.by : null,
});

const auditOf = (action: string, viewId: number, detail: object, actor: string, at: Instant) => ({
  at,
  actor,
  action,
  subject: { kind: 'view', id: String(viewId) },
  detail: { ...detail },
});

const idOf = (text: unknown): number => {
  if (/^\d{1,9}$/.test(String(text))) return Number(text);
  throw unknownView(String(text));
};

const unknownView = (id: number | string): Problem =>
  new Problem('not_found', `There is no view "${id}" here that is yours to change.`);

const nameTaken = ({ name }: NewView): Problem =>
  new Problem(
    'conflict',
    `You have a view called "${name}" already, or ${mostViews} views; take another name or remove one.`,
    { path: 'name' },
  );
