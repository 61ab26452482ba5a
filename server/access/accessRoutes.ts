import type { Router } from 'express';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { accountRoutes } from './accountRoutes.ts';
import { allTokenRoutes } from './allTokenRoutes.ts';
import { auditRoutes } from './auditRoutes.ts';
import { verificationRoutes, type ChainParts } from './chain/verificationRoutes.ts';
import { otherSessionRoutes } from './otherSessionRoutes.ts';
import { ownAccountRoutes } from './ownAccountRoutes.ts';
import { secondFactorRoutes } from './secondFactor/secondFactorRoutes.ts';
import { sessionRoutes, type SessionParts } from './sessionRoutes.ts';
import { setupRoutes } from './setupRoutes.ts';
import { tokenRoutes } from './tokenRoutes.ts';

/** Everything about who somebody is and may: to stand behind `authenticate`. */
export const accessRoutes = (
  parts: SessionParts & { catalogue: () => Catalogue; chain: ChainParts },
): Router[] => [
  sessionRoutes(parts),
  setupRoutes(parts),
  ownAccountRoutes(parts),
  secondFactorRoutes(parts),
  tokenRoutes(parts),
  allTokenRoutes(parts),
  accountRoutes(parts),
  otherSessionRoutes(parts),
  auditRoutes(parts),
  verificationRoutes(parts),
];
