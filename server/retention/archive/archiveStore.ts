import type { Instant } from '#contract/time';
import type { Queryable } from '../../db/queryable.ts';
import type { Manifest } from './archiveDocument.ts';
import type { DueCase } from './dueStore.ts';

export interface ArchiveRow {
  archiveId: number;
  /** YYYY-MM */
  month: string;
  file: string;
  encrypted: boolean;
  bytes: number;
  sha256: string;
  cases: number;
  events: number;
  archivedAt: Instant;
  restoredAt: Instant | null;
}

export async function insertArchive(db: Queryable, path: string, manifest: Manifest): Promise<number> {
  const { rows } = await db.query<{ id: number }>(
    `insert into case_archives (month, file, sealed, bytes, sha256, content_sha256, cases, events, first_event_at,
                                last_event_at, archived_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) returning archive_id as id`,
    [
      `${manifest.month}-01`,
      path,
      manifest.encrypted,
      manifest.bytes,
      manifest.sha256,
      manifest.contentSha256,
      manifest.cases,
      manifest.events,
      manifest.firstEventAt,
      manifest.lastEventAt,
      manifest.archivedAt,
    ],
  );
  return rows[0]?.id ?? 0;
}

/** Notes in which archive each case lies: an event that comes after that is kept from opening it anew. */
export async function insertArchivedCases(
  db: Queryable,
  archiveId: number,
  cases: readonly DueCase[],
): Promise<void> {
  await db.query(
    `insert into archived_cases (case_id, archive_id, first_event_at, last_event_at)
     select case_id, $1, first_at, last_at
       from unnest($2::text[], $3::timestamptz[], $4::timestamptz[]) as g (case_id, first_at, last_at)
      order by case_id
     on conflict (case_id) do update
        set archive_id = excluded.archive_id, first_event_at = excluded.first_event_at,
            last_event_at = excluded.last_event_at`,
    [
      archiveId,
      cases.map(({ caseId }) => caseId),
      cases.map(({ firstEventAt }) => new Date(firstEventAt)),
      cases.map(({ lastEventAt }) => new Date(lastEventAt)),
    ],
  );
}

/** Newest month first, at most `limit`. */
export async function listArchives(db: Queryable, limit: number): Promise<ArchiveRow[]> {
  const { rows } = await db.query<ArchiveRow>(
    `select archive_id as "archiveId", to_char(month, 'YYYY-MM') as month, file, sealed as encrypted, bytes, sha256,
            cases, events, archived_at as "archivedAt", restored_at as "restoredAt"
       from case_archives order by month desc, archive_id desc limit $1`,
    [limit],
  );
  return rows;
}

/** The archive whose cases a file of this content holds, locked; undefined: none of this database. */
export async function lockArchive(
  db: Queryable,
  contentSha256: string,
): Promise<{ archiveId: number; cases: number; restoredAt: Instant | null } | undefined> {
  const { rows } = await db.query<{ archiveId: number; cases: number; restoredAt: Instant | null }>(
    `select archive_id as "archiveId", cases, restored_at as "restoredAt"
       from case_archives where content_sha256 = $1 order by archive_id desc limit 1 for update`,
    [contentSha256],
  );
  return rows[0];
}

export async function markRestored(db: Queryable, archiveId: number, at: Instant): Promise<void> {
  await db.query('update case_archives set restored_at = $2 where archive_id = $1', [
    archiveId,
    new Date(at),
  ]);
}
