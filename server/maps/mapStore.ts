import type { Instant } from '#contract/time';
import type { Queryable } from '../db/queryable.ts';

export interface MapRecord {
  mapId: number;
  name: string;
  approvalNumber: string;
  codeProperty: string;
  sha256: string;
  shapes: number;
  points: number;
  importedBy: string;
  importedAt: Instant;
}

export async function insertMap(
  db: Queryable,
  map: Omit<MapRecord, 'mapId' | 'importedAt'> & { document: string },
  now: Instant,
): Promise<number> {
  const { rows } = await db.query<{ mapId: number }>(
    `insert into maps (name, approval_number, code_property, document, sha256, shapes, points, imported_by, imported_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     returning map_id as "mapId"`,
    [
      map.name,
      map.approvalNumber,
      map.codeProperty,
      map.document,
      map.sha256,
      map.shapes,
      map.points,
      map.importedBy,
      new Date(now),
    ],
  );
  return rows[0]?.mapId ?? 0;
}

/** The map that is shown, with its GeoJSON as text. */
export async function newestMap(db: Queryable): Promise<(MapRecord & { document: string }) | undefined> {
  const { rows } = await db.query<MapRecord & { document: string }>(
    `select map_id as "mapId", name, approval_number as "approvalNumber", code_property as "codeProperty", document, sha256,
            shapes, points, imported_by as "importedBy", imported_at as "importedAt"
       from maps order by map_id desc limit 1`,
  );
  return rows[0];
}

/** Newest first, at most 50. */
export async function listMaps(db: Queryable): Promise<MapRecord[]> {
  const { rows } = await db.query<MapRecord>(
    `select map_id as "mapId", name, approval_number as "approvalNumber", code_property as "codeProperty", sha256, shapes,
            points, imported_by as "importedBy", imported_at as "importedAt"
       from maps order by map_id desc limit 50`,
  );
  return rows;
}
