import type { Instant } from '#contract/time';
import type { CatalogueHolder } from '../catalogue/catalogueHolder.ts';
import { createPool } from '../db/pool.ts';
import type { ReplayRooms } from '../push/ownReplay.ts';
import { replayRooms } from './replayRooms.ts';

export interface ReplaysDeps {
  databaseUrl: string;
  catalogue: CatalogueHolder;
  clock: () => Instant;
  log: { warn(fields: object, message: string): void };
}

/** The past is read over connections of its own: what is live never waits for it, nor do people at their desks. */
export function openReplays({ databaseUrl, catalogue, clock, log }: ReplaysDeps): ReplayRooms {
  const onIdleError = (error: Error): void =>
    log.warn({ reason: error.message }, 'a database connection broke');
  const pool = createPool({ url: databaseUrl, applicationName: 'duban replay', max: 2, onIdleError });
  const onError = (error: unknown): void =>
    log.warn({ err: error }, 'The past could not be read from the database; trying again.');
  const rooms = replayRooms({ pool, catalogue, clock, onError });
  return {
    ...rooms,
    async close() {
      await rooms.close();
      await pool.end();
    },
  };
}
