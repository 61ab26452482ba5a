import type { Account } from '#contract/account';
import type { FlagListItem, FlagSummary } from '#contract/answerSchema';
import type { Page } from '#contract/pageSchema';
import type { FlagListQuery } from '#contract/querySchema';
import type { Instant } from '#contract/time';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Queryable } from '../db/queryable.ts';
import { readNumberCursor } from '../http/cursor.ts';
import { instantText, instantTextOrNull } from '../http/instantText.ts';
import { countedUpTo, pageOf } from '../http/page.ts';
import { flagBackgrounds, type FlagBackground } from './flagBackgroundStore.ts';
import { flagFilterOf } from './flagFilter.ts';
import { countFlags, listFlags, type FlagRow } from './flagListStore.ts';

/** A page of the flags an account asks for, each with its case and what was done last. */
export async function flagPage(
  { db, catalogue, now }: { db: Queryable; catalogue: Catalogue; now: Instant },
  query: FlagListQuery,
  account: Account,
): Promise<Page<FlagListItem>> {
  const filter = flagFilterOf(query, account, catalogue, now);
  const after = readNumberCursor(query.cursor);
  const [rows, counted] = await Promise.all([
    listFlags(db, filter, after, query.limit + 1, query.sort),
    countFlags(db, filter, countedUpTo + 1),
  ]);
  const behind = await flagBackgrounds(
    db,
    rows.map((row) => row.flagId),
  );
  return pageOf(
    rows,
    query.limit,
    counted,
    (row) => ({
      ...flagSummaryOf(row),
      followup: { owner: row.owner, dueAt: instantTextOrNull(row.dueAt) },
      ...backgroundOf(behind.get(row.flagId)),
    }),
    (row) => ({ at: row.position, key: row.flagId }),
  );
}

export function flagSummaryOf(row: FlagRow): FlagSummary {
  return {
    flagId: row.flagId,
    subject: { kind: row.subjectKind, id: row.subjectId },
    rule: row.rule,
    severity: row.severity,
    status: row.status,
    caseState: row.caseState,
    region: row.region,
    department: row.department,
    item: row.item,
    step: row.step,
    occurredAt: instantText(row.occurredAt),
    raisedAt: instantText(row.raisedAt),
    endedAt: instantTextOrNull(row.endedAt),
    version: row.version,
  };
}

function backgroundOf(behind: FlagBackground | undefined): Pick<FlagListItem, 'case' | 'last'> {
  return {
    case: behind?.stage
      ? {
          stage: behind.stage,
          dueAt: instantTextOrNull(behind.dueAt),
          concludedAt: instantTextOrNull(behind.concludedAt),
        }
      : null,
    last:
      behind?.lastAt === undefined || behind.lastAt === null
        ? null
        : { at: instantText(behind.lastAt), reason: behind.lastReason ?? '', actor: behind.lastActor ?? '' },
  };
}
