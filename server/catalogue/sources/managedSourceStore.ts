import { defaultSourceSettings, type SourceSettings } from '#contract/source';
import type { Instant } from '#contract/time';
import type { Scope } from '../../access/scope.ts';
import type { Queryable } from '../../db/queryable.ts';
import type { SourceRecord } from '../catalogue.ts';

/** A source, if the scope holds all it may report for; `hasReported`: cases have been computed by its settings. */
export async function sourceInScope(
  db: Queryable,
  sourceId: number,
  scope: Scope,
): Promise<(SourceRecord & { hasReported: boolean }) | undefined> {
  const { rows } = await db.query<SourceRecord & { hasReported: boolean }>(
    `select s.source_id as "sourceId", s.name, s.uri, s.namespace, s.settings, s.created_at as "createdAt",
            s.revoked_at as "revokedAt", s.disabled_at as "disabledAt", s.version,
            coalesce(w.accepted, 0) > 0 or exists (select from source_days d where d.source_id = s.source_id)
              as "hasReported"
       from sources s
       left join source_watermarks w using (source_id)
      where s.source_id = $1
        and ($2::text[] is null or (s.settings->'regions' <> '[]' and s.settings->'regions' <@ to_jsonb($2::text[])))
        and ($3::text[] is null
             or (s.settings->'departments' <> '[]' and s.settings->'departments' <@ to_jsonb($3::text[])))`,
    [sourceId, scope.regions, scope.departments],
  );
  const [row] = rows;
  return row && { ...row, settings: { ...defaultSourceSettings, ...row.settings } };
}

export interface SourceChange {
  sourceId: number;
  version: number;
  name: string;
  uri: string;
  settings: SourceSettings;
  judgedOtherwise: boolean;
}

/** 'stale': somebody changed it after `version`; 'taken': another source has the name or the URI. */
export async function updateSource(
  db: Queryable,
  { sourceId, version, name, uri, settings, judgedOtherwise }: SourceChange,
  now: Instant,
): Promise<'changed' | 'stale' | 'taken'> {
  const { rows } = await db.query<{ taken: boolean; changed: number | null }>(
    `with taken as (select from sources where source_id <> $1 and (name = $3 or uri = $4)),
     changed as (
       update sources
          set name = $3, uri = $4, settings = $5::jsonb, version = version + 1,
              judged_otherwise_at = case when $6 then $7::timestamptz else judged_otherwise_at end
        where source_id = $1 and version = $2 and not exists (select from taken)
       returning version)
     select exists (select from taken) as taken, (select version from changed) as changed`,
    [sourceId, version, name, uri, JSON.stringify(settings), judgedOtherwise, new Date(now)],
  );
  if (rows[0]?.changed != null) return 'changed';
  return rows[0]?.taken === true ? 'taken' : 'stale';
}

/** Disables or enables a source. False: it was so already, or is revoked. */
export async function switchSource(
  db: Queryable,
  sourceId: number,
  disabledAt: Instant | null,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `update sources set disabled_at = $2, version = version + 1
      where source_id = $1 and revoked_at is null and (disabled_at is null) = ($2::timestamptz is not null)`,
    [sourceId, disabledAt === null ? null : new Date(disabledAt)],
  );
  return rowCount === 1;
}
