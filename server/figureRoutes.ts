import type { Router } from 'express';
import type { AccessParts } from './access/authenticate.ts';
import type { Catalogue } from './catalogue/catalogue.ts';
import { adjustmentRoutes } from './overview/adjustmentRoutes.ts';
import { evaluationRoutes } from './overview/evaluationRoutes.ts';
import { evaluationTermsRoutes } from './overview/evaluationTermsRoutes.ts';
import { overviewRoutes } from './overview/overviewRoutes.ts';
import { qualityTermsRoutes } from './overview/qualityTermsRoutes.ts';
import { rankingRoutes } from './overview/rankingRoutes.ts';
import { sourceRoutes } from './overview/sourceRoutes.ts';
import { issuedEvaluation } from './reports/issuedEvaluation.ts';

export interface FigureRoutesParts extends AccessParts {
  catalogue: () => Catalogue;
  /** The office's. */
  zone: string;
}

/** How units and sources do, and the terms by which that is judged. */
export function figureRoutes({ catalogue, zone, ...access }: FigureRoutesParts): Router[] {
  const { db, clock } = access;
  const figures = { db, clock, catalogue };
  return [
    overviewRoutes(figures),
    rankingRoutes(figures),
    sourceRoutes(figures),
    qualityTermsRoutes({ ...access, zone }),
    evaluationRoutes({ ...figures, issued: (by, year) => issuedEvaluation(db, by, year) }),
    adjustmentRoutes(figures),
    evaluationTermsRoutes({ ...access, zone }),
  ];
}
