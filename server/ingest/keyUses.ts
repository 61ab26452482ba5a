import type { Pool } from 'pg';
import { noteKeyUse } from '../catalogue/sources/sourceKeyStore.ts';
import type { Instant } from '#contract/time';

/** Notes when keys were last used, each once a minute at most. */
export interface KeyUses {
  note(keyHash: string, now: Instant): void;
}

const minute = 60_000;

/** Nobody waits for it: a note that cannot be written is no reason to refuse events. */
export function createKeyUses(pool: Pool): KeyUses {
  const noted = new Map<string, Instant>();
  return {
    note(keyHash, now) {
      if (now - (noted.get(keyHash) ?? -Infinity) < minute) return;
      noted.set(keyHash, now);
      noteKeyUse(pool, keyHash, now).catch(() => noted.delete(keyHash));
    },
  };
}
