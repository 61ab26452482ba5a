import type { Instant, LocalDay } from '#contract/time';
import type { Queryable } from '../db/queryable.ts';
import { defaultFollowupTerms, type FollowupTerms } from '../domain/followup/followupTerms.ts';

export interface StoredTerms {
  version: number;
  validFrom: LocalDay;
  terms: FollowupTerms;
  note: string;
  recordedAt: Instant | null;
  actor: string | null;
}

/** What holds until an office sets something else. */
export const builtInTerms: StoredTerms = {
  version: 0,
  validFrom: '2000-01-01',
  terms: defaultFollowupTerms,
  note: '',
  recordedAt: null,
  actor: null,
};

/** The limits and the ladder that hold on a day. */
export async function followupTerms(db: Queryable, on: LocalDay): Promise<FollowupTerms> {
  const { rows } = await db.query<{ terms: FollowupTerms }>(
    'select terms from followup_terms where valid_from <= $1 order by version desc limit 1',
    [on],
  );
  return rows[0]?.terms ?? defaultFollowupTerms;
}

/** Every version, the newest first, the built-in one last. */
export async function listFollowupTerms(db: Queryable): Promise<StoredTerms[]> {
  const { rows } = await db.query<StoredTerms>(
    `select version, valid_from as "validFrom", terms, note, recorded_at as "recordedAt", actor
       from followup_terms order by version desc`,
  );
  return [...rows, builtInTerms];
}

/** False: somebody else recorded that version first. */
export async function addFollowupTerms(
  db: Queryable,
  { version, validFrom, terms, note, actor }: StoredTerms,
  now: Instant,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `insert into followup_terms (version, valid_from, terms, note, recorded_at, actor)
     values ($1, $2, $3, $4, $5, $6) on conflict do nothing`,
    [version, validFrom, JSON.stringify(terms), note, new Date(now), actor],
  );
  return rowCount === 1;
}
