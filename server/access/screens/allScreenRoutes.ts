import type { Router } from 'express';
import { commandRoutes } from './commandRoutes.ts';
import { ownScreenRoutes } from './ownScreenRoutes.ts';
import { pairingRoutes } from './pairingRoutes.ts';
import type { ScreenParts } from './screenParts.ts';
import { screenRoutes } from './screenRoutes.ts';
import { screenshotRoutes } from './screenshotRoutes.ts';
import { settingsFileRoutes } from './settingsFileRoutes.ts';

/** Everything about wall screens as devices: to stand behind `authenticate`. */
export const allScreenRoutes = (parts: ScreenParts): Router[] => [
  pairingRoutes(parts),
  settingsFileRoutes(parts),
  screenRoutes(parts),
  commandRoutes(parts),
  screenshotRoutes(parts),
  ownScreenRoutes(parts),
];
