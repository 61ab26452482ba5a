import { Router } from 'express';
import type { ItemVersion } from '#contract/item';
import { dayText } from '../domain/calendar/localDay.ts';
import { timezone } from '../domain/calendar/timezone.ts';
import { hasTag } from '../http/ifNoneMatch.ts';
import type { Catalogue } from './catalogue.ts';
import type { CatalogueHolder } from './catalogueHolder.ts';

/** `GET /api/v1/catalogue`: the catalogue as it stands today. Whoever mounts it asks for a sign-in. */
export function catalogueRoutes({ holder, now }: { holder: CatalogueHolder; now: () => number }): Router {
  const router = Router();
  router.get('/api/v1/catalogue', (request, response) => {
    const catalogue = holder.current();
    const zone = timezone(catalogue.timezone);
    const today = dayText(zone.dayOf(now()));
    const tag = `"${catalogue.revision}-${today}"`;
    response.set('ETag', tag).set('Cache-Control', 'private, no-cache');
    if (hasTag(request, tag)) response.status(304).end();
    else response.json(catalogueView(catalogue, today));
  });
  return router;
}

function catalogueView(catalogue: Catalogue, today: string) {
  return {
    revision: catalogue.revision,
    regions: catalogue.regions,
    departmentKinds: catalogue.departmentKinds,
    departments: catalogue.departments,
    items: itemsToday(catalogue, today),
    calendars: catalogue.calendars.map(({ days: _, ...calendar }) => calendar),
  };
}

/** The version of each item in force today; of one that has yet to begin, the newest. */
function itemsToday(catalogue: Catalogue, today: string): ItemVersion[] {
  const codes = new Set(catalogue.itemVersions.map((version) => version.code));
  return [...codes].flatMap(
    (code) => catalogue.item(code, today, catalogue.revision) ?? catalogue.newestItem(code) ?? [],
  );
}
