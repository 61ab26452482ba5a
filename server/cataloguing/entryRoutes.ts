import express, { Router } from 'express';
import { entryKinds, type EntryKind } from '#contract/catalogueEntry';
import { entryListQuerySchema, entrySchemas, type Entry } from '#contract/catalogueEntrySchema';
import { Problem } from '#contract/problem';
import type { LocalDay } from '#contract/time';
import { actorOf } from '../access/authenticate.ts';
import { permitted } from '../access/permissions.ts';
import { requireAllPlaces } from '../access/requireAllPlaces.ts';
import { requireRole } from '../access/requireRole.ts';
import { inTransaction } from '../db/transaction.ts';
import { dayText } from '../domain/calendar/localDay.ts';
import { timezone } from '../domain/calendar/timezone.ts';
import { readIfMatch } from '../http/ifMatch.ts';
import { readBody, readQuery } from '../http/readInput.ts';
import type { CataloguingParts } from './cataloguingRoutes.ts';
import { entryView } from './entryView.ts';
import { listEntries } from './listEntries.ts';
import { putEntry } from './putEntry.ts';

/**
 * `GET /api/v1/catalogue/KIND` lists, `GET …/{code}` tells one with all its versions, `PUT …/{code}` records another
 * version or, with `If-Match: "0"`, a new record.
 */
export function entryRoutes({ db, clock, holder, onNowKnown }: CataloguingParts): Router {
  const router = Router();
  const guards = [requireRole(...permitted.keepCatalogue), requireAllPlaces('records of the catalogue')];
  const today = (): LocalDay => dayText(timezone(holder.current().timezone).dayOf(clock()));
  const known = async (kind: EntryKind, code: string): Promise<Entry> => {
    const entry = await entryView(db, kind, code, today());
    if (!entry) throw new Problem('not_found', `There is no "${code}" among the ${kind} of the catalogue.`);
    return entry;
  };
  for (const kind of entryKinds) {
    router.get(`/api/v1/catalogue/${kind}`, ...guards, async (req, res) => {
      const query = readQuery(req, entryListQuerySchema);
      await holder.refresh(db);
      res.json(await listEntries(db, holder.current(), kind, query, today()));
    });
    router.get(`/api/v1/catalogue/${kind}/:code`, ...guards, async (req, res) => {
      const entry = await known(kind, String(req.params['code']));
      res.set('ETag', `"${entry.revision}"`).json(entry);
    });
    router.put(
      `/api/v1/catalogue/${kind}/:code`,
      ...guards,
      express.json({ limit: '256kb' }),
      async (req, res) => {
        const record = readBody(req, entrySchemas[kind]);
        const written = { kind, code: String(req.params['code']).trim(), record, seen: readIfMatch(req) };
        const by = { actor: actorOf(res), now: clock() };
        const nowKnown = await inTransaction(db, (tx) => putEntry(tx, written, by));
        await holder.refresh(db);
        if (nowKnown.length > 0) onNowKnown();
        const entry = await known(kind, written.code);
        res.set('ETag', `"${entry.revision}"`).json(entry);
      },
    );
  }
  return router;
}
