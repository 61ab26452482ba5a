import type { Router } from 'express';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { accountRoutes } from './accountRoutes.ts';
import { auditRoutes } from './auditRoutes.ts';
import { otherSessionRoutes } from './otherSessionRoutes.ts';
import { ownAccountRoutes } from './ownAccountRoutes.ts';
import { secondFactorRoutes } from './secondFactor/secondFactorRoutes.ts';
import { sessionRoutes, type SessionParts } from './sessionRoutes.ts';
import { setupRoutes } from './setupRoutes.ts';
import { tokenRoutes } from './tokenRoutes.ts';

/** Everything about who somebody is and may: to stand behind `authenticate`. */
export const accessRoutes = (parts: SessionParts & { catalogue: () => Catalogue }): Router[] => [
  sessionRoutes(parts),
  setupRoutes(parts),
  ownAccountRoutes(parts),
  secondFactorRoutes(parts),
  tokenRoutes(parts),
  accountRoutes(parts),
  otherSessionRoutes(parts),
  auditRoutes(parts),
];
