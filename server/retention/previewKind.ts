import type { RetentionPreview, SettableKind } from '#contract/retentionSchema';
import type { Instant } from '#contract/time';
import type { Queryable } from '../db/queryable.ts';
import { instantText, instantTextOrNull } from '../http/instantText.ts';
import { casesPastTime } from './archive/dueStore.ts';
import { previews } from './previewStore.ts';
import { dayMs } from './purgeOld.ts';

/** What of a kind would go tonight, were it kept for so many days. Changes nothing. */
export async function previewKind(
  db: Queryable,
  { kind, days, now }: { kind: SettableKind; days: number; now: Instant },
): Promise<RetentionPreview> {
  const before = now - days * dayMs;
  const none = { events: null, heldBack: null };
  const { oldest, newest, ...past } =
    kind === 'closed_cases'
      ? await casesPastTime(db, { before, now })
      : { ...none, ...(await previews[kind](db, before)) };
  return {
    kind,
    days,
    before: instantText(before),
    oldest: instantTextOrNull(oldest),
    newest: instantTextOrNull(newest),
    ...past,
  };
}
