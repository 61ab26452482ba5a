import { randomBytes } from 'node:crypto';
import express, { Router } from 'express';
import {
  firstCodeSchema,
  passwordAgainSchema,
  type FactorProposal,
  type RecoveryCodes,
  type SecondFactor,
} from '#contract/accountSchema';
import { Problem } from '#contract/problem';
import { inTransaction } from '../../db/transaction.ts';
import { readBody } from '../../http/readInput.ts';
import { recordAudit } from '../audit.ts';
import { sessionOf, signedIn } from '../authenticate.ts';
import { passwordAgain } from '../passwordAgain.ts';
import { plainCode, randomCode, sha256 } from '../secret.ts';
import type { SessionParts } from '../sessionRoutes.ts';
import { revokeOtherSessions } from '../sessionStore.ts';
import { tooManyAttempts } from '../tooManyAttempts.ts';
import {
  confirmFactor,
  factorOf,
  proposeFactor,
  recoveryCodesLeft,
  removeFactor,
  setRecoveryCodes,
  useStep,
} from './secondFactorStore.ts';
import { base32, matchingStep, otpauthUri } from './totp.ts';

// RFC 4226: at least 128 bits, 160 recommended
const secretBytes = 20;
const recoveryCodeCount = 10;
/** Of a recovery code: 125 bits, so that its plain hash is enough. */
const recoveryCodeGroups = 5;

/**
 * A person's own second factor: `GET /api/v1/account/second-factor`; `POST` there proposes a secret, `:confirm` turns
 * it on with its first code and answers the recovery codes, `:remove` turns it off and ends the other sessions.
 */
export function secondFactorRoutes(parts: SessionParts): Router {
  const { db, clock, limits, vault } = parts;
  const path = '/api/v1/account/second-factor';
  const json = express.json({ limit: '4kb' });
  const router = Router();
  router.get(path, async (_req, res) => {
    const { id } = signedIn(res);
    const factor = await factorOf(db, id);
    const on = factor?.confirmed === true;
    const state: SecondFactor = { on, recoveryCodesLeft: on ? await recoveryCodesLeft(db, id) : 0 };
    res.set('Cache-Control', 'no-store').json(state);
  });
  router.post(path, json, async (req, res) => {
    const { id, name } = await passwordAgain(parts, req, res, readBody(req, passwordAgainSchema).password);
    const secret = randomBytes(secretBytes);
    if (!(await proposeFactor(db, id, vault.seal(secret), clock())))
      throw new Problem(
        'conflict',
        'The second factor is on already; turn it off before setting up another.',
      );
    const proposal: FactorProposal = { secret: base32(secret), uri: otpauthUri('duban', name, secret) };
    res.status(201).set('Cache-Control', 'no-store').json(proposal);
  });
  router.post(`${path}\\:confirm`, json, async (req, res) => {
    const { code } = readBody(req, firstCodeSchema);
    const { id, name } = signedIn(res);
    sessionOf(res);
    const factor = await factorOf(db, id);
    if (factor === undefined || factor.confirmed)
      throw new Problem('conflict', 'No second factor waits for its first code; set one up first.');
    const wait = await limits.beginCode(id);
    if (wait > 0) throw tooManyAttempts(res, wait);
    const now = clock();
    const step = matchingStep(vault.open(factor.sealed), code.replaceAll(/\s/g, ''), now);
    if (step === undefined)
      throw new Problem('invalid', 'The code is wrong or too old; type the one that the app shows now.', {
        path: 'code',
      });
    const recoveryCodes = Array.from({ length: recoveryCodeCount }, () => randomCode(recoveryCodeGroups));
    const codes: RecoveryCodes = { recoveryCodes };
    await inTransaction(db, async (tx) => {
      if (!(await useStep(tx, id, step)) || !(await confirmFactor(tx, id, now)))
        throw new Problem('conflict', 'The second factor was set up from elsewhere just now.');
      const hashes = recoveryCodes.map((one) => sha256(plainCode(one)));
      await setRecoveryCodes(tx, id, hashes);
      const subject = { kind: 'account', id: name };
      await recordAudit(tx, { at: now, actor: name, action: 'second_factor.added', subject, detail: {} });
    });
    await limits.succeedCode(id);
    res.set('Cache-Control', 'no-store').json(codes);
  });
  router.post(`${path}\\:remove`, json, async (req, res) => {
    const { id, name } = await passwordAgain(parts, req, res, readBody(req, passwordAgainSchema).password);
    await inTransaction(db, async (tx) => {
      if (!(await removeFactor(tx, id)))
        throw new Problem('conflict', 'There is no second factor to turn off.');
      await revokeOtherSessions(tx, id, sessionOf(res), clock());
      const subject = { kind: 'account', id: name };
      const detail = { by: 'own password' };
      await recordAudit(tx, { at: clock(), actor: name, action: 'second_factor.removed', subject, detail });
    });
    res.status(204).end();
  });
  return router;
}
