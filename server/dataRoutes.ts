import type { Router } from 'express';
import type { Pool } from 'pg';
import type { Instant } from '#contract/time';
import { erasureRoutes } from './erasure/erasureRoutes.ts';
import type { Sealer } from './ingest/sealer.ts';
import type { ArchiveSetting } from './retention/archiveSetting.ts';
import { dataRetentionRoutes } from './retention/dataRetentionRoutes.ts';

export interface DataParts {
  pool: Pool;
  clock: () => Instant;
  sealer: Sealer;
  zone: string;
  archive: ArchiveSetting;
}

/** How long data is kept, and what of a person goes before. */
export function dataRoutes({ pool, clock, sealer, zone, archive }: DataParts): Router[] {
  const { personRef, open } = sealer;
  return [
    dataRetentionRoutes({ pool, clock, archive }),
    erasureRoutes({ pool, clock, zone, personRef, open }),
  ];
}
