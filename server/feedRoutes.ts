import type { Router } from 'express';
import type { Pool } from 'pg';
import type { Instant } from '#contract/time';
import type { CatalogueHolder } from './catalogue/catalogueHolder.ts';
import { sourceBackgroundRoutes } from './catalogue/sources/sourceBackgroundRoutes.ts';
import { sourceKeyRoutes } from './catalogue/sources/sourceKeyRoutes.ts';
import { sourceRegistrationRoutes } from './catalogue/sources/sourceRegistrationRoutes.ts';
import type { CaseCache } from './ingest/caseCache.ts';
import { letterRoutes } from './ingest/letters/letterRoutes.ts';
import type { Sealer } from './ingest/sealer.ts';
import { selfTestRoutes } from './ingest/selfTest/selfTestRoutes.ts';
import { valuesRoutes } from './ingest/values/valuesRoutes.ts';

export interface FeedParts {
  pool: Pool;
  clock: () => Instant;
  catalogue: CatalogueHolder;
  sealer: Sealer;
  cache: CaseCache;
}

/** What administrators and integrators do about the systems that report; `ofKey` goes before what reads bodies. */
export function feedRoutes(parts: FeedParts): { ofKey: Router; ofAccount: Router[] } {
  const { pool, clock, catalogue } = parts;
  const registered = { db: pool, clock, holder: catalogue };
  const selfTest = selfTestRoutes({ ...parts, now: clock });
  return {
    ofKey: selfTest.ofKey,
    ofAccount: [
      sourceRegistrationRoutes(registered),
      sourceKeyRoutes(registered),
      sourceBackgroundRoutes(registered),
      valuesRoutes({ ...parts, now: clock }),
      selfTest.ofAccount,
      letterRoutes(parts),
    ],
  };
}
