import express, { Router } from 'express';
import { Problem } from '#contract/problem';
import {
  actForSchema,
  newStandInSchema,
  type StandInAnswer,
  type StandInList,
} from '#contract/standInSchema';
import type { Account } from '#contract/account';
import type { Instant } from '#contract/time';
import { recordAudit } from '../../access/audit.ts';
import { inOwnPlace, sessionOf, signedIn } from '../../access/authenticate.ts';
import { readNumber } from '../../access/readNumber.ts';
import { requireRole } from '../../access/requireRole.ts';
import { scopeOf, type Scope } from '../../access/scope.ts';
import { accountOfSession } from '../../access/sessionStore.ts';
import { inTransaction } from '../../db/transaction.ts';
import { instantTextOrNull } from '../../http/instantText.ts';
import { readBody } from '../../http/readInput.ts';
import { enqueueNotification } from '../../notifications/enqueue.ts';
import type { ActingParts } from '../actOnFlags.ts';
import { agreeStandIn } from './agreeStandIn.ts';
import { handOver } from './handOver.ts';
import { couldStandIn, isUnder, listOfficers, standInRoles } from './standInPeople.ts';
import { actFor, endStandIn, listStandIns, type StandInRow } from './standInStore.ts';
import { calledOffText } from './standInText.ts';

/** `GET`, `POST /api/v1/stand-ins`, `…/{id}/hand-over`, `…/{id}:end` and `PUT /api/v1/session/stand-in`. */
export function standInRoutes(parts: ActingParts): Router {
  const { pool, catalogue, clock } = parts;
  const router = Router();
  const json = express.json({ limit: '4kb' });
  const officer = requireRole(...standInRoles);
  router.get('/api/v1/stand-ins', officer, async (_req, res) => {
    const account = signedIn(res);
    const rows = await listStandIns(pool, { me: account.name, scope: scopeOver(account, parts) });
    const all = await listOfficers(pool);
    const known = catalogue();
    const self = all.find(({ name }) => name === account.name);
    const answer: StandInList = {
      items: rows.map((row) => answerOf(row, clock())),
      people: self ? all.filter(couldStandIn(self, known)).map(nameOf) : [],
      officers: all.filter((one) => one.name !== account.name && isUnder(account, one, known)).map(nameOf),
    };
    res.json(answer);
  });
  router.post('/api/v1/stand-ins', officer, json, async (req, res) => {
    const account = inOwnPlace(res);
    const now = clock();
    const asked = readBody(req, newStandInSchema);
    const standInId = await agreeStandIn({ pool, catalogue: catalogue() }, account, asked, now);
    res.status(201).json(answerOf(await standInNamed(parts, account, standInId), now));
  });
  router.post('/api/v1/stand-ins/:id\\:end', officer, async (req, res) => {
    const account = inOwnPlace(res);
    const row = await standInNamed(parts, account, readNumber(String(req.params['id']), 'stand-in'));
    const now = clock();
    await inTransaction(pool, async (db) => {
      if (!(await endStandIn(db, row.standInId, account.name, now)))
        throw new Problem('conflict', 'It has ended already.');
      await recordAudit(db, {
        at: now,
        actor: account.name,
        action: 'stand_in.ended',
        subject: { kind: 'account', id: row.officer },
        detail: { standInId: row.standInId, standIn: row.standIn },
      });
      await enqueueNotification(db, {
        at: now,
        kind: 'stand_in.ended',
        department: null,
        accounts: [row.officer, row.standIn].filter((name) => name !== account.name),
        flagIds: [],
        text: calledOffText(row.officerName, row.standInName),
      });
    });
    res.json(answerOf({ ...row, endedAt: now }, now));
  });
  router.get('/api/v1/stand-ins/:id/hand-over', officer, async (req, res) => {
    const account = signedIn(res);
    const row = await standInNamed(parts, account, readNumber(String(req.params['id']), 'stand-in'));
    const now = clock();
    // what lies in the officer's scope is the stand-in's to see from the first day to the last
    if (row.standIn === account.name && stateOf(row, now) !== 'running')
      throw new Problem('forbidden', `Whoever stands in sees it from ${row.from} to ${row.to}.`);
    res.json(await handOver({ db: pool, catalogue: catalogue(), now }, row));
  });
  router.put('/api/v1/session/stand-in', officer, json, async (req, res) => {
    const secret = sessionOf(res);
    const { name, standsInFor } = signedIn(res);
    const { standInId } = readBody(req, actForSchema);
    const now = clock();
    await inTransaction(pool, async (db) => {
      const [row] = standInId === null ? [] : await listStandIns(db, { me: name, scope: null, standInId });
      if (standInId !== null && (row?.standIn !== name || stateOf(row, now) !== 'running'))
        throw new Problem('conflict', 'You stand in for nobody by that number now.', { path: 'standInId' });
      await actFor(db, secret, standInId);
      await recordAudit(db, {
        at: now,
        actor: name,
        action: row ? 'stand_in.taken' : 'stand_in.left',
        subject: { kind: 'account', id: row?.officer ?? standsInFor ?? name },
        detail: { standInId },
      });
    });
    res.set('Cache-Control', 'no-store').json(await accountOfSession(pool, secret, now));
  });
  return router;
}

const scopeOver = (account: Account, { catalogue }: ActingParts): Scope | null =>
  account.role === 'supervisor' ? scopeOf(account, catalogue()) : null;

/** @throws Problem `not_found` where there is none, or none that concerns the account */
async function standInNamed(parts: ActingParts, account: Account, standInId: number): Promise<StandInRow> {
  const asked = { me: account.name, scope: scopeOver(account, parts), standInId };
  const [row] = await listStandIns(parts.pool, asked);
  if (!row) throw new Problem('not_found', `There is no stand-in ${standInId} here, or it is not yours.`);
  return row;
}

function stateOf({ beginsAt, endsAt, endedAt }: StandInRow, now: Instant): StandInAnswer['state'] {
  if (endedAt !== null || endsAt <= now) return 'ended';
  return beginsAt <= now ? 'running' : 'planned';
}

const nameOf = ({ name, displayName }: { name: string; displayName: string }) => ({ name, displayName });

const answerOf = (row: StandInRow, now: Instant): StandInAnswer => ({
  standInId: row.standInId,
  officer: { name: row.officer, displayName: row.officerName },
  standIn: { name: row.standIn, displayName: row.standInName },
  from: row.from,
  to: row.to,
  note: row.note,
  state: stateOf(row, now),
  createdBy: row.createdBy,
  endedAt: instantTextOrNull(row.endedAt),
});
