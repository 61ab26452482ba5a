import type { Router } from 'express';
import type { AccessParts } from './access/authenticate.ts';
import { channelRoutes } from './notifications/channelRoutes.ts';
import { deliveryRoutes, type DeliveryRoutesParts } from './notifications/deliveryRoutes.ts';
import { notificationRoutes } from './notifications/notificationRoutes.ts';
import { retentionRoutes } from './notifications/retentionRoutes.ts';

/** What people are told, over which channels, and how long that is kept. */
export function noticeRoutes(parts: AccessParts & DeliveryRoutesParts): Router[] {
  const { db, clock } = parts;
  return [
    notificationRoutes(parts),
    retentionRoutes({ pool: db, clock }),
    channelRoutes(parts),
    deliveryRoutes(parts),
  ];
}
