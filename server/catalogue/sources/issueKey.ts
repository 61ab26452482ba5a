import type { IssuedKey } from '#contract/sourceSchema';
import type { Instant } from '#contract/time';
import type { Queryable } from '../../db/queryable.ts';
import { instantText } from '../../http/instantText.ts';
import { hashSourceKey, newSourceKey } from '../sourceKey.ts';
import { insertKey } from './sourceKeyStore.ts';

/** Gives a source a further key. It is nowhere kept: whoever asked is the only one to see it. */
export async function issueKey(
  db: Queryable,
  sourceId: number,
  { label, by }: { label: string; by: string },
  now: Instant,
): Promise<IssuedKey> {
  const key = newSourceKey();
  const keyId = await insertKey(db, { keyHash: hashSourceKey(key), sourceId, label, issuedBy: by }, now);
  return {
    keyId,
    label,
    createdAt: instantText(now),
    issuedBy: by,
    endsAt: null,
    lastUsedAt: null,
    key,
  };
}
