import express, { Router } from 'express';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { z } from 'zod';
import { Problem } from '#contract/problem';
import { revealSchema, type Revealed, type RevealField } from '#contract/revealSchema';
import { recordAudit } from '../access/audit.ts';
import { actorOf, sessionOf, signedIn, type AccessParts } from '../access/authenticate.ts';
import { permitted } from '../access/permissions.ts';
import { requireRole } from '../access/requireRole.ts';
import { scopeOf } from '../access/scope.ts';
import { secondsToWait } from '../access/secondsToWait.ts';
import { tooManyAttempts } from '../access/tooManyAttempts.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { inTransaction } from '../db/transaction.ts';
import { instantText } from '../http/instantText.ts';
import { readBody } from '../http/readInput.ts';
import { caseIsInScope } from './caseListStore.ts';
import { sealedParts, type SealedPart } from './personalDataStore.ts';

export interface RevealRoutesParts extends AccessParts {
  catalogue: () => Catalogue;
  /** Throws when the bytes were not sealed with this server's key. */
  open: (sealed: Buffer) => Buffer;
}

/** An hour and account: enough for a day's calls, too few to carry a register away. */
export const revealsAnHour = 30;

/**
 * `POST /api/v1/cases/{caseId}/reveal`: the applicant's name, number and phone, for a stated reason, to a person and
 * not to a script. Written into the audit before it is answered; the audit holds the reason and never the values.
 */
export function revealRoutes({ db, clock, catalogue, open }: RevealRoutesParts): Router {
  const reveals = new RateLimiterMemory({ points: revealsAnHour, duration: 3600 });
  const router = Router();
  router.post(
    '/api/v1/cases/:caseId/reveal',
    requireRole(...permitted.revealPersons),
    express.json({ limit: '4kb' }),
    async (req, res) => {
      const caseId = String(req.params['caseId']);
      const { reason, fields } = readBody(req, revealSchema);
      const account = signedIn(res);
      sessionOf(res);
      if (!(await caseIsInScope(db, caseId, scopeOf(account, catalogue()))))
        throw new Problem('not_found', `There is no case "${caseId}" here, or it is outside your scope.`);
      const wait = await reveals.consume(`${account.id}`).then(() => 0, secondsToWait);
      if (wait > 0) throw tooManyAttempts(res, wait);
      const answer = await inTransaction(db, async (tx): Promise<Revealed> => {
        const parts = (await sealedParts(tx, caseId)).flatMap((part) => partOf(part, fields, open));
        const detail = { reason, fields, events: parts.length };
        const subject = { kind: 'case', id: caseId };
        await recordAudit(tx, {
          at: clock(),
          actor: actorOf(res),
          action: 'person.revealed',
          subject,
          detail,
        });
        return { caseId, parts };
      });
      res.set('Cache-Control', 'no-store').json(answer);
    },
  );
  return router;
}

const personalSchema = z.record(z.string(), z.string());

function partOf(
  { sealed, recordedAt, sourceId, eventId }: SealedPart,
  fields: readonly RevealField[],
  open: (sealed: Buffer) => Buffer,
): Revealed['parts'] {
  const personal = personalSchema.parse(JSON.parse(open(sealed).toString('utf8')));
  const asked = Object.entries(personal).filter(([path]) => fields.includes(fieldOf(path)));
  if (asked.length === 0) return [];
  return [{ sourceId, eventId, recordedAt: instantText(recordedAt), values: Object.fromEntries(asked) }];
}

const fieldsOfApplicant: Record<string, RevealField> = {
  'applicant.name': 'name',
  'applicant.kind': 'name',
  'applicant.idNumber': 'idNumber',
  'applicant.idType': 'idNumber',
  'applicant.phone': 'phone',
};
/** Whatever is sealed and is no part of the applicant was written freely. */
const fieldOf = (path: string): RevealField => fieldsOfApplicant[path] ?? 'text';
