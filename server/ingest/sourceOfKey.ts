import type { Request, Response } from 'express';
import type { Pool } from 'pg';
import { Problem } from '#contract/problem';
import type { Instant } from '#contract/time';
import type { SourceRecord } from '../catalogue/catalogue.ts';
import type { CatalogueHolder } from '../catalogue/catalogueHolder.ts';
import { hashSourceKey } from '../catalogue/sourceKey.ts';
import { drainRefused } from './drainRefused.ts';
import type { KeyUses } from './keyUses.ts';

interface KeyDeps {
  pool: Pool;
  catalogue: CatalogueHolder;
  now: () => Instant;
}

/** @throws Problem `unauthenticated`, or `forbidden` while an administrator has disabled the source */
export async function sourceOfKey(
  deps: KeyDeps,
  uses: KeyUses,
  req: Request,
  res: Response,
): Promise<SourceRecord> {
  const key = /^Bearer\s+(\S+)$/i.exec(req.headers.authorization ?? '')?.[1];
  if (key !== undefined) {
    const hash = hashSourceKey(key).toString('hex');
    const known = await recordOf(deps, hash);
    if (known?.disabledAt === null) {
      uses.note(hash, deps.now());
      return known;
    }
    if (known) {
      drainRefused(req);
      throw new Problem(
        'forbidden',
        `Source ${known.name} is disabled; an administrator enables it again under Administration, Sources.`,
      );
    }
  }
  res.set('WWW-Authenticate', 'Bearer realm="duban events"');
  drainRefused(req);
  throw new Problem(
    'unauthenticated',
    key === undefined
      ? 'Send the source key as "Authorization: Bearer KEY".'
      : 'This source key is unknown, replaced or revoked; an administrator gives a new one.',
  );
}

async function recordOf({ catalogue, pool, now }: KeyDeps, hash: string): Promise<SourceRecord | undefined> {
  const known = catalogue.current().sourceByKey(hash, now());
  if (known && known.disabledAt === null) return known;
  // a key made, or a source enabled, a moment ago in another process
  await catalogue.refresh(pool);
  return catalogue.current().sourceByKey(hash, now());
}
