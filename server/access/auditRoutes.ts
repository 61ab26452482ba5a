import { Router } from 'express';
import { auditQuerySchema, type AuditEntryAnswer } from '#contract/auditSchema';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Queryable } from '../db/queryable.ts';
import { readNumberCursor } from '../http/cursor.ts';
import { instantText } from '../http/instantText.ts';
import { countedUpTo, pageOf } from '../http/page.ts';
import { readQuery } from '../http/readInput.ts';
import { auditFilterOf } from './auditFilter.ts';
import { countAudit, listAudit, type AuditRow } from './auditListStore.ts';
import { signedIn } from './authenticate.ts';
import { permitted } from './permissions.ts';
import { requireRole } from './requireRole.ts';

export interface AuditRoutesParts {
  db: Queryable;
  catalogue: () => Catalogue;
}

/**
 * `GET /api/v1/audit`: who did what, newest first. A supervisor, and whoever is limited to some places, sees what
 * concerns their cases and flags.
 */
export function auditRoutes({ db, catalogue }: AuditRoutesParts): Router {
  const router = Router();
  router.get('/api/v1/audit', requireRole(...permitted.readAudit), async (req, res) => {
    const query = readQuery(req, auditQuerySchema);
    const filter = auditFilterOf(query, signedIn(res), catalogue());
    const [rows, counted] = await Promise.all([
      listAudit(db, filter, readNumberCursor(query.cursor), query.limit + 1),
      countAudit(db, filter, countedUpTo + 1),
    ]);
    res.json(
      pageOf(rows, query.limit, counted, answerOf, ({ position, auditId }) => ({
        at: position,
        key: auditId,
      })),
    );
  });
  return router;
}

const answerOf = ({ auditId, at, actor, action, kind, id, detail, seq }: AuditRow): AuditEntryAnswer => ({
  auditId,
  at: instantText(at),
  actor,
  action,
  subject: { kind, id },
  detail,
  seq,
});
