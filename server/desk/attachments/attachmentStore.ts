import type { Scope } from '../../access/scope.ts';
import type { Queryable } from '../../db/queryable.ts';
import type { Instant } from '#contract/time';

export interface AttachmentRow {
  hash: string;
  name: string;
  type: string;
  size: number;
  at: Instant;
  by: string;
}

/** True if it was not there; else whoever stored it first has stored its bytes too. */
export async function insertFile(
  db: Queryable,
  file: { hash: string; type: string; size: number; at: Instant },
): Promise<boolean> {
  const { rowCount } = await db.query(
    `insert into files (hash, type, size, stored_at) values (decode($1, 'hex'), $2, $3, $4)
     on conflict (hash) do nothing`,
    [file.hash, file.type, file.size, new Date(file.at)],
  );
  return rowCount === 1;
}

export async function insertPiece(db: Queryable, hash: string, nth: number, sealed: Buffer): Promise<void> {
  await db.query(`insert into file_pieces (hash, nth, sealed) values (decode($1, 'hex'), $2, $3)`, [
    hash,
    nth,
    sealed,
  ]);
}

/** Undefined: there is no such piece; the file ends before it. */
export async function readPiece(db: Queryable, hash: string, nth: number): Promise<Buffer | undefined> {
  const { rows } = await db.query<{ sealed: Buffer }>(
    `select sealed from file_pieces where hash = decode($1, 'hex') and nth = $2`,
    [hash, nth],
  );
  return rows[0]?.sealed;
}

/** False: the flag has this file already, and keeps the name it was given first. */
export async function attachFile(
  db: Queryable,
  given: { flagId: number; hash: string; name: string; at: Instant; by: string },
): Promise<boolean> {
  const { rowCount } = await db.query(
    `insert into attachments (flag_id, hash, name, attached_at, account)
     values ($1, decode($2, 'hex'), $3, $4, $5)
     on conflict (flag_id, hash) do nothing`,
    [given.flagId, given.hash, given.name, new Date(given.at), given.by],
  );
  return rowCount === 1;
}

/** Of a flag within the scope, oldest first. */
export async function attachmentsOfFlag(
  db: Queryable,
  flagId: number,
  scope: Scope,
): Promise<AttachmentRow[]> {
  const { rows } = await db.query<AttachmentRow>(
    `select encode(a.hash, 'hex') as hash, a.name, f.type, f.size, a.attached_at as at, a.account as by
       from attachments a join files f using (hash) join flags on flags.flag_id = a.flag_id
      where a.flag_id = $1
        and ($2::text[] is null or flags.region = any($2)) and ($3::text[] is null or flags.department = any($3))
      order by a.attached_at, a.hash`,
    [flagId, scope.regions, scope.departments],
  );
  return rows;
}

/** Undefined: no file has this hash, or none of the flags that it is attached to lies within the scope. */
export async function fileInScope(
  db: Queryable,
  hash: string,
  scope: Scope,
): Promise<Pick<AttachmentRow, 'name' | 'type' | 'size'> | undefined> {
  const { rows } = await db.query<Pick<AttachmentRow, 'name' | 'type' | 'size'>>(
    `select a.name, f.type, f.size
       from attachments a join files f using (hash) join flags on flags.flag_id = a.flag_id
      where a.hash = decode($1, 'hex')
        and ($2::text[] is null or flags.region = any($2)) and ($3::text[] is null or flags.department = any($3))
      order by a.attached_at, a.flag_id
      limit 1`,
    [hash, scope.regions, scope.departments],
  );
  return rows[0];
}

/** True if there is such a flag within the scope; it stays until the transaction ends. */
export async function flagStays(db: Queryable, flagId: number, scope: Scope): Promise<boolean> {
  const { rows } = await db.query(
    `select from flags
      where flag_id = $1
        and ($2::text[] is null or region = any($2)) and ($3::text[] is null or department = any($3))
        for key share`,
    [flagId, scope.regions, scope.departments],
  );
  return rows.length === 1;
}
