import { Router } from 'express';
import type { AccessParts } from '../access/authenticate.ts';
import type { CatalogueHolder } from '../catalogue/catalogueHolder.ts';
import { entryRoutes } from './entryRoutes.ts';
import { fileRoutes } from './fileRoutes.ts';
import { revisionRoutes } from './revisionRoutes.ts';

export interface CataloguingParts extends AccessParts {
  holder: CatalogueHolder;
  /** Codes became known that dead letters may wait for. */
  onNowKnown: () => void;
}

/** How administrators keep the catalogue: by hand, by file, and what became of it when. */
export function cataloguingRoutes(parts: CataloguingParts): Router {
  return Router().use(entryRoutes(parts), fileRoutes(parts), revisionRoutes(parts));
}
