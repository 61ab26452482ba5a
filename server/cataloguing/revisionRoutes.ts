import { Router } from 'express';
import { revisionListQuerySchema, type CatalogueRevision } from '#contract/catalogueEntrySchema';
import { Problem } from '#contract/problem';
import { permitted } from '../access/permissions.ts';
import { requireAllPlaces } from '../access/requireAllPlaces.ts';
import { requireRole } from '../access/requireRole.ts';
import { recordedCatalogue } from '../catalogue/recordedCatalogue.ts';
import type { Queryable } from '../db/queryable.ts';
import { readNumberCursor } from '../http/cursor.ts';
import { instantText } from '../http/instantText.ts';
import { countedUpTo, pageOf } from '../http/page.ts';
import { readQuery } from '../http/readInput.ts';
import type { CataloguingParts } from './cataloguingRoutes.ts';
import { revisionDifference } from './revisionDifference.ts';
import {
  countRevisions,
  listRevisions,
  recordsOfRevisions,
  revisionsNamed,
  type StoredRevision,
} from './revisionStore.ts';

const mostChanges = 500;

/** `GET /api/v1/catalogue/revisions`: who recorded what when, newest first; `…/{revision}`: what it changed. */
export function revisionRoutes({ db }: CataloguingParts): Router {
  const router = Router();
  const guards = [requireRole(...permitted.keepCatalogue), requireAllPlaces('records of the catalogue')];
  router.get('/api/v1/catalogue/revisions', ...guards, async (req, res) => {
    const query = readQuery(req, revisionListQuerySchema);
    const after = readNumberCursor(query.cursor);
    const before = after && Math.max(0, Math.min(after.at, 2_147_483_647));
    const rows = await listRevisions(db, before, query.limit + 1);
    const answers = await answersOf(db, rows);
    const counted = await countRevisions(db, countedUpTo + 1);
    res.json(
      pageOf(
        answers,
        query.limit,
        counted,
        (answer) => answer,
        ({ revision }) => ({ at: revision, key: revision }),
      ),
    );
  });
  router.get('/api/v1/catalogue/revisions/:revision', ...guards, async (req, res) => {
    const given = String(req.params['revision']);
    const number = /^\d{1,9}$/.test(given) ? Number(given) : 0;
    const stored = (await revisionsNamed(db, [number])).get(number);
    if (!stored) throw new Problem('not_found', `The catalogue has no revision "${given}".`);
    const [revision] = await answersOf(db, [stored]);
    const changes = revisionDifference(await recordedCatalogue(db), number).slice(0, mostChanges);
    res.json({ ...revision, changes });
  });
  return router;
}

async function answersOf(db: Queryable, rows: readonly StoredRevision[]): Promise<CatalogueRevision[]> {
  const counts = await recordsOfRevisions(
    db,
    rows.map(({ revision }) => revision),
  );
  return rows.map(({ revision, recordedAt, actor, note }) => {
    const records = { regions: 0, departmentKinds: 0, departments: 0, items: 0, calendars: 0 };
    for (const one of counts) if (one.revision === revision) records[one.kind] = one.records;
    return { revision, recordedAt: instantText(recordedAt), actor, note, records };
  });
}
