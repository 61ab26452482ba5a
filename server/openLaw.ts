import { Router } from 'express';
import type { AccessParts } from './access/authenticate.ts';
import { permitted } from './access/permissions.ts';
import { requireRole } from './access/requireRole.ts';
import { calendarListRoutes } from './catalogue/calendarListRoutes.ts';
import type { CatalogueHolder } from './catalogue/catalogueHolder.ts';
import { catalogueRoutes } from './catalogue/catalogueRoutes.ts';
import { ruleRoutes } from './catalogue/ruleRoutes.ts';
import { calendarRoutes } from './flags/calendarRoutes.ts';
import { createCalendarRuns } from './flags/calendarRuns.ts';
import { ruleRunRoutes } from './flags/ruleRunRoutes.ts';
import { createRuleRuns } from './flags/ruleRuns.ts';
import type { CaseCache } from './ingest/caseCache.ts';

export interface LawParts {
  access: AccessParts;
  catalogue: CatalogueHolder;
  cache: CaseCache;
}

export interface Law {
  routes: Router[];
  /** Waits for the runs to give up. */
  close(): Promise<void>;
}

/** What is judged by: the catalogue, rules and calendars, and the runs that try a change of them on the past. */
export function openLaw({ access, catalogue: holder, cache }: LawParts): Law {
  const { db, clock } = access;
  const catalogue = () => holder.current();
  const runs = createRuleRuns({ pool: db, holder, clock });
  const remembered = (caseId: string) => cache.get(caseId);
  const calendarRuns = createCalendarRuns({ pool: db, holder, clock, remembered });
  return {
    routes: [
      Router().use('/api/v1/catalogue', requireRole(...permitted.readFigures)),
      catalogueRoutes({ holder, now: clock }),
      ruleRoutes({ ...access, holder }),
      ruleRunRoutes({ db, catalogue, runs }),
      calendarListRoutes({ db, holder }),
      calendarRoutes({ db, holder, runs: calendarRuns }),
    ],
    async close() {
      await runs.close();
      await calendarRuns.close();
    },
  };
}
