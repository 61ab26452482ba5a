import { Router } from 'express';
import { exemptionListQuerySchema, type AskedExemption } from '#contract/followupSchema';
import { signedIn } from '../access/authenticate.ts';
import { permitted } from '../access/permissions.ts';
import { requireRole } from '../access/requireRole.ts';
import { scopeOf } from '../access/scope.ts';
import { flagSummaryOf } from '../flags/flagPage.ts';
import { readNumberCursor } from '../http/cursor.ts';
import { instantText } from '../http/instantText.ts';
import { countedUpTo, pageOf } from '../http/page.ts';
import { readQuery } from '../http/readInput.ts';
import type { ActingParts } from './actOnFlags.ts';
import { countExemptions, listExemptions, type ExemptionRow } from './exemptionStore.ts';

/** `GET /api/v1/exemptions`: what waits for a supervisor; each is decided by the flag's action `approve`. */
export function exemptionRoutes({ pool, catalogue }: Omit<ActingParts, 'clock'>): Router {
  const router = Router();
  router.get('/api/v1/exemptions', requireRole(...permitted.readFlags), async (req, res) => {
    const { cursor, limit } = readQuery(req, exemptionListQuerySchema);
    const scope = scopeOf(signedIn(res), catalogue());
    const [rows, counted] = await Promise.all([
      listExemptions(pool, scope, readNumberCursor(cursor), limit + 1),
      countExemptions(pool, scope, countedUpTo + 1),
    ]);
    res.json(pageOf(rows, limit, counted, answerOf, (row) => ({ at: row.position, key: row.flagId })));
  });
  return router;
}

const answerOf = (row: ExemptionRow): AskedExemption => ({
  ...flagSummaryOf(row),
  exemption: { reason: row.reason, until: row.until, by: row.by, at: instantText(row.askedAt) },
});
