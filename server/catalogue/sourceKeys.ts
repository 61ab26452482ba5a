import { Problem } from '#contract/problem';
import type { Instant } from '#contract/time';
import type { Queryable } from '../db/queryable.ts';
import type { SourceRecord } from './catalogue.ts';
import { hashSourceKey, newSourceKey } from './sourceKey.ts';
import { endSourceKeys, findSourceByName, insertSourceKey, revokeSource } from './sourceStore.ts';

/** Gives a source a further key. The key itself is nowhere kept: whoever asked is the only one to see it. */
export async function issueSourceKey(db: Queryable, sourceId: number, now: Instant): Promise<string> {
  const key = newSourceKey();
  await insertSourceKey(db, hashSourceKey(key), sourceId, now);
  return key;
}

/** Replaces a source's keys; the old ones work for another `overlap` milliseconds. */
export async function rotateSourceKey(
  db: Queryable,
  name: string,
  overlap: number,
  now: Instant,
): Promise<string> {
  const { sourceId } = await liveSource(db, name);
  await endSourceKeys(db, sourceId, now + overlap);
  return issueSourceKey(db, sourceId, now);
}

/** Ends a source and its keys for good; what it reported stays. */
export async function revokeSourceAndKeys(db: Queryable, name: string, now: Instant): Promise<void> {
  const { sourceId } = await liveSource(db, name);
  await endSourceKeys(db, sourceId, now);
  await revokeSource(db, sourceId, now);
}

async function liveSource(db: Queryable, name: string): Promise<SourceRecord> {
  const source = await findSourceByName(db, name);
  if (!source) throw new Problem('not_found', `There is no source ${name}; "source list" shows them.`);
  if (source.revokedAt !== null) throw new Problem('conflict', `Source ${name} is revoked; add another one.`);
  return source;
}
