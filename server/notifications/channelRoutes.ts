import express, { Router, type Response } from 'express';
import type { Pool } from 'pg';
import { channelInputSchema, type ChannelAnswer } from '#contract/channelSchema';
import { Problem } from '#contract/problem';
import type { Instant } from '#contract/time';
import { recordAudit } from '../access/audit.ts';
import { actorOf, signedIn } from '../access/authenticate.ts';
import { permitted } from '../access/permissions.ts';
import { requireRole } from '../access/requireRole.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Queryable } from '../db/queryable.ts';
import { inTransaction } from '../db/transaction.ts';
import { instantText, instantTextOrNull } from '../http/instantText.ts';
import { readBody } from '../http/readInput.ts';
import {
  deleteChannel,
  insertChannel,
  listChannels,
  updateChannel,
  type ChannelRecord,
  type StoredChannel,
} from './channelStore.ts';
import { channelScopeOf, readChannel } from './readChannel.ts';
import type { SecretSealer } from './secretSealer.ts';

export interface ChannelRoutesParts {
  db: Pool;
  clock: () => Instant;
  catalogue: () => Catalogue;
  sealer: SecretSealer;
}

/**
 * `/api/v1/channels`: mail servers, webhooks and robots, kept by an administrator for the whole office or for a
 * department inside the administrator's scope. Secrets go in and never come out.
 */
export function channelRoutes(parts: ChannelRoutesParts): Router {
  const { db, clock, catalogue, sealer } = parts;
  const router = Router();
  const admin = requireRole(...permitted.administerChannels);
  const json = express.json({ limit: '16kb' });
  const scopeFor = (res: Response) => channelScopeOf(signedIn(res), catalogue());

  router.get('/api/v1/channels', admin, async (_req, res) => {
    res.json({ items: (await listChannels(db, scopeFor(res))).map(answerOf) });
  });
  router.get('/api/v1/channels/:id', admin, async (req, res) => {
    res.json(answerOf(await channelNamed(db, req.params['id'], res, parts)));
  });
  router.post('/api/v1/channels', admin, json, async (req, res) => {
    const input = readBody(req, channelInputSchema);
    const record = readChannel(input, null, { catalogue: catalogue(), scope: scopeFor(res), sealer });
    const id = await inTransaction(db, async (tx) => {
      const added = await insertChannel(tx, record, clock());
      if (added === undefined) throw taken(record.name);
      await audit(tx, res, { action: 'channel.added', id: added, record });
      return added;
    });
    const [stored] = await listChannels(db, scopeFor(res), id);
    if (stored === undefined) throw notHere(id);
    res.status(201).location(`/api/v1/channels/${id}`).json(answerOf(stored));
  });
  router.put('/api/v1/channels/:id', admin, json, async (req, res) => {
    const before = await channelNamed(db, req.params['id'], res, parts);
    const input = readBody(req, channelInputSchema);
    if (input.kind !== before.kind)
      throw new Problem('invalid', `The channel is of the kind ${before.kind}; make another one instead.`, {
        path: 'kind',
      });
    const scope = scopeFor(res);
    const secrets = sealer.open(before.sealed);
    const record = readChannel(input, secrets, { catalogue: catalogue(), scope, sealer });
    await inTransaction(db, async (tx) => {
      if (!(await updateChannel(tx, before.channelId, record, clock()))) throw taken(record.name);
      await audit(tx, res, { action: 'channel.changed', id: before.channelId, record });
    });
    res.json(answerOf(await channelNamed(db, req.params['id'], res, parts)));
  });
  router.delete('/api/v1/channels/:id', admin, async (req, res) => {
    const before = await channelNamed(db, req.params['id'], res, parts);
    await inTransaction(db, async (tx) => {
      await deleteChannel(tx, before.channelId, clock());
      await audit(tx, res, { action: 'channel.deleted', id: before.channelId, record: before });
    });
    res.status(204).end();
  });

  const audit = (
    tx: Queryable,
    res: Response,
    { action, id, record }: { action: string; id: number; record: AuditedRecord },
  ): Promise<void> => {
    const { name, kind, department, kinds, address, enabled } = record;
    return recordAudit(tx, {
      at: clock(),
      actor: actorOf(res),
      action,
      subject: { kind: 'channel', id: String(id) },
      detail: { name, kind, department, kinds, address, enabled },
    });
  };
  return router;
}

type AuditedRecord = Pick<ChannelRecord, 'name' | 'kind' | 'department' | 'kinds' | 'address' | 'enabled'>;

/** @throws Problem `not_found`, for one outside the caller's scope too */
export async function channelNamed(
  db: Queryable,
  id: unknown,
  res: Response,
  { catalogue }: Pick<ChannelRoutesParts, 'catalogue'>,
): Promise<StoredChannel> {
  const found = /^\d{1,9}$/.test(String(id))
    ? (await listChannels(db, channelScopeOf(signedIn(res), catalogue()), Number(id)))[0]
    : undefined;
  if (found === undefined) throw notHere(id);
  return found;
}

const notHere = (id: unknown): Problem =>
  new Problem('not_found', `There is no channel "${String(id)}" here, or it is outside your scope.`);
const taken = (name: string): Problem =>
  new Problem('conflict', `There is another channel called "${name}"; choose another name.`, {
    path: 'name',
  });

const answerOf = (channel: StoredChannel): ChannelAnswer => ({
  channelId: channel.channelId,
  name: channel.name,
  kind: channel.kind,
  department: channel.department,
  kinds: channel.kinds,
  language: channel.language,
  rhythm: channel.rhythm,
  hours:
    channel.hoursFrom === null || channel.hoursTo === null
      ? null
      : { from: channel.hoursFrom, to: channel.hoursTo },
  enabled: channel.enabled,
  address: channel.address,
  signed: channel.signed,
  mail: channel.mail,
  waiting: channel.waiting,
  failures: channel.failures,
  pausedUntil: instantTextOrNull(channel.pausedUntil),
  createdAt: instantText(channel.createdAt),
  updatedAt: instantText(channel.updatedAt),
});
