import { Router } from 'express';
import type { Pool } from 'pg';
import type { Account } from '#contract/account';
import { searchQuerySchema, type SearchAnswer } from '#contract/deskSchema';
import type { Instant } from '#contract/time';
import { recordAudit } from '../../access/audit.ts';
import { actorOf, signedIn } from '../../access/authenticate.ts';
import { permitted } from '../../access/permissions.ts';
import { requireRole } from '../../access/requireRole.ts';
import { scopeOf } from '../../access/scope.ts';
import { caseFilterOf } from '../../cases/caseFilter.ts';
import { listCases, type CaseRow } from '../../cases/caseListStore.ts';
import { caseSummaryOf } from '../../cases/caseSummary.ts';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import { inTransaction } from '../../db/transaction.ts';
import { readQuery } from '../../http/readInput.ts';
import { casesOfApplicant } from './applicantStore.ts';
import { namesWith } from './namesWith.ts';

export interface SearchRoutesParts {
  pool: Pool;
  clock: () => Instant;
  catalogue: () => Catalogue;
  /** The pseudonym under which events keep an identity number. */
  personRef: (idNumber: string) => string;
}

const mostCases = 10;
const mostOfApplicant = 50;
/** A resident's card of 15 or 18 characters, or a unified social credit code. */
const identityNumber = /^(?=(?:[^\d]*\d){8})([\dA-Z]{15}|[\dA-Z]{18})$/i;

/** `GET /api/v1/search?q=`: case numbers, items, departments, and an applicant by the exact identity number. */
export function searchRoutes(parts: SearchRoutesParts): Router {
  const router = Router();
  router.get('/api/v1/search', requireRole(...permitted.readCases), async (req, res) => {
    const { q } = readQuery(req, searchQuerySchema);
    const account = signedIn(res);
    const catalogue = parts.catalogue();
    const { departments } = scopeOf(account, catalogue);
    const filter = caseFilterOf({ number: q, sort: 'newest' }, account, catalogue);
    const cases = await listCases(parts.pool, filter, null, mostCases);
    const applicant = await casesOfPerson(parts, q, account, actorOf(res));
    const answer: SearchAnswer = {
      cases: cases.map(caseSummaryOf),
      items: namesWith(q, catalogue.itemVersions),
      departments: namesWith(
        q,
        catalogue.departments.filter(({ code }) => departments === null || departments.includes(code)),
      ),
      applicant: applicant?.map(caseSummaryOf) ?? null,
    };
    res.json(answer);
  });
  return router;
}

/** Who looks for a person leaves a trace, found or not; the trace holds the pseudonym and not the number. */
function casesOfPerson(
  { pool, clock, catalogue, personRef }: SearchRoutesParts,
  q: string,
  account: Account,
  actor: string,
): Promise<CaseRow[] | null> {
  const may = permitted.searchApplicants.some((role) => role === account.role);
  if (!may || !identityNumber.test(q)) return Promise.resolve(null);
  const ref = personRef(q);
  return inTransaction(pool, async (db) => {
    const found = await casesOfApplicant(db, ref, scopeOf(account, catalogue()), mostOfApplicant);
    await recordAudit(db, {
      at: clock(),
      actor,
      action: 'applicant.searched',
      subject: { kind: 'applicant', id: ref },
      detail: { found: found.length },
    });
    return found;
  });
}
