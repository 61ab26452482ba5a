import type { Router } from 'express';
import type { Pool } from 'pg';
import type { Instant } from '#contract/time';
import type { Catalogue } from './catalogue/catalogue.ts';
import { caseClockRoutes } from './cases/caseClockRoutes.ts';
import { caseRoutes } from './cases/caseRoutes.ts';
import { explainCase, viewCase } from './cases/explainCase.ts';
import { attachmentRoutes } from './desk/attachments/attachmentRoutes.ts';
import { exportRoutes } from './desk/export/exportRoutes.ts';
import { responsibilityRoutes } from './desk/responsibility/responsibilityRoutes.ts';
import { searchRoutes } from './desk/search/searchRoutes.ts';
import { viewRoutes } from './desk/viewRoutes.ts';
import { answerFlag, flagRoutes, type FlagRoutesParts } from './flags/flagRoutes.ts';
import { answerFollowup } from './followup/answerFollowup.ts';
import { exemptionRoutes } from './followup/exemptionRoutes.ts';
import { followupRoutes } from './followup/followupRoutes.ts';
import { orderRoutes } from './followup/orderRoutes.ts';
import { standInRoutes } from './followup/standIns/standInRoutes.ts';
import { termsRoutes } from './followup/termsRoutes.ts';
import type { Sealer } from './ingest/sealer.ts';

export interface DeskParts {
  pool: Pool;
  clock: () => Instant;
  catalogue: () => Catalogue;
  sealer: Sealer;
}

/** What people read and do about cases and flags. */
export function deskRoutes({ pool, clock, catalogue, sealer }: DeskParts): Router[] {
  const acting = { pool, clock, catalogue };
  const reading = { db: pool, clock, catalogue };
  const explained = { db: pool, catalogue };
  const flags: FlagRoutesParts = {
    ...reading,
    follow: (account, flagId) =>
      answerFollowup({ db: pool, catalogue: catalogue(), now: clock() }, account, flagId),
  };
  return [
    caseRoutes({
      ...reading,
      viewCase: (caseId, at, scope) => viewCase(explained, caseId, at, scope),
      explainCase: (caseId, at) => explainCase(explained, caseId, at),
    }),
    caseClockRoutes(reading),
    flagRoutes(flags),
    followupRoutes({ ...acting, answerFlag: answerFlag(flags) }),
    orderRoutes(acting),
    exemptionRoutes(acting),
    termsRoutes(acting),
    standInRoutes(acting),
    exportRoutes(reading),
    responsibilityRoutes(reading),
    viewRoutes({ pool, clock }),
    attachmentRoutes({ ...acting, seal: sealer }),
    searchRoutes({ ...acting, personRef: sealer.personRef }),
  ];
}
