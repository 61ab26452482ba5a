import type { Queryable } from './queryable.ts';

/** An incremental job, and what the number that it keeps of its progress is called. */
export interface JobPosition {
  job: string;
  counts: 'revision' | 'at' | 'recordedTo';
}

/** How far the job has come; null at first. */
export async function readPosition(db: Queryable, { job, counts }: JobPosition): Promise<number | null> {
  const { rows } = await db.query<{ to: number }>(
    'select (position ->> $2::text)::bigint as to from job_positions where job = $1',
    [job, counts],
  );
  return rows[0]?.to ?? null;
}

/** Moves the position forward; it never moves back. */
export async function movePosition(db: Queryable, { job, counts }: JobPosition, to: number): Promise<void> {
  await db.query(
    `insert into job_positions as p (job, position) values ($1, jsonb_build_object($2::text, $3::bigint))
     on conflict (job) do update set position = excluded.position
      where (p.position ->> $2::text)::bigint < (excluded.position ->> $2::text)::bigint`,
    [job, counts, to],
  );
}
