import { defaultSourceSettings, type SourceSettings } from '#contract/source';
import type { Instant } from '#contract/time';
import type { Queryable } from '../db/queryable.ts';
import type { SourceRecord } from './catalogue.ts';

interface SourceRow extends Omit<SourceRecord, 'settings'> {
  settings: Partial<SourceSettings>;
}

// settings stored before a field existed get that field's default
const toRecord = (row: SourceRow): SourceRecord => ({
  ...row,
  settings: { ...defaultSourceSettings, ...row.settings },
});

/** Every source ever added, revoked ones too, by name. */
export async function listSources(db: Queryable): Promise<SourceRecord[]> {
  const { rows } = await db.query<SourceRow>(
    `select source_id as "sourceId", name, uri, namespace, settings,
            created_at as "createdAt", revoked_at as "revokedAt", disabled_at as "disabledAt", version
       from sources order by name`,
  );
  return rows.map(toRecord);
}

export async function findSourceByName(db: Queryable, name: string): Promise<SourceRecord | undefined> {
  const { rows } = await db.query<SourceRow>(
    `select source_id as "sourceId", name, uri, namespace, settings,
            created_at as "createdAt", revoked_at as "revokedAt", disabled_at as "disabledAt", version
       from sources where name = $1`,
    [name],
  );
  return rows.map(toRecord)[0];
}

/** The source whose key has this hash, if neither is revoked at `now`. */
export async function findSourceByKey(
  db: Queryable,
  keyHash: Buffer,
  now: Instant,
): Promise<SourceRecord | undefined> {
  const { rows } = await db.query<SourceRow>(
    `select s.source_id as "sourceId", s.name, s.uri, s.namespace, s.settings,
            s.created_at as "createdAt", s.revoked_at as "revokedAt", s.disabled_at as "disabledAt", s.version
       from source_keys k join sources s using (source_id)
      where k.key_hash = $1
        and (k.revoked_at is null or k.revoked_at > $2)
        and (s.revoked_at is null or s.revoked_at > $2)`,
    [keyHash, new Date(now)],
  );
  return rows.map(toRecord)[0];
}

/** Registers a source; undefined if its name or URI is taken. */
export async function insertSource(
  db: Queryable,
  source: { name: string; uri: string; namespace: string; settings: SourceSettings },
  now: Instant,
): Promise<SourceRecord | undefined> {
  const { rows } = await db.query<SourceRow>(
    `insert into sources (name, uri, namespace, settings, created_at) values ($1, $2, $3, $4::jsonb, $5)
     on conflict do nothing
     returning source_id as "sourceId", name, uri, namespace, settings,
               created_at as "createdAt", revoked_at as "revokedAt", disabled_at as "disabledAt", version`,
    [source.name, source.uri, source.namespace, JSON.stringify(source.settings), new Date(now)],
  );
  return rows.map(toRecord)[0];
}

/** False if the source is revoked already. */
export async function revokeSource(db: Queryable, sourceId: number, now: Instant): Promise<boolean> {
  const { rowCount } = await db.query(
    'update sources set revoked_at = $2 where source_id = $1 and revoked_at is null',
    [sourceId, new Date(now)],
  );
  return rowCount === 1;
}

export interface SourceKeyRow {
  /** Hex. */
  keyHash: string;
  sourceId: number;
  revokedAt: Instant | null;
}

/** Keys of all sources, replaced ones too. */
export async function listSourceKeys(db: Queryable): Promise<SourceKeyRow[]> {
  const { rows } = await db.query<SourceKeyRow>(
    `select encode(key_hash, 'hex') as "keyHash", source_id as "sourceId", revoked_at as "revokedAt" from source_keys`,
  );
  return rows;
}

export async function insertSourceKey(
  db: Queryable,
  keyHash: Buffer,
  sourceId: number,
  now: Instant,
): Promise<void> {
  await db.query('insert into source_keys (key_hash, source_id, created_at) values ($1, $2, $3)', [
    keyHash,
    sourceId,
    new Date(now),
  ]);
}

/** Ends all keys of a source that are valid longer, at `until`: now, or after an overlap. */
export async function endSourceKeys(db: Queryable, sourceId: number, until: Instant): Promise<number> {
  const { rowCount } = await db.query(
    'update source_keys set revoked_at = $2 where source_id = $1 and (revoked_at is null or revoked_at > $2)',
    [sourceId, new Date(until)],
  );
  return rowCount ?? 0;
}
