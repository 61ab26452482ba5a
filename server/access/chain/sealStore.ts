import type { Queryable } from '../../db/queryable.ts';
import type { ChainHead, SealedEntry } from './seal.ts';

export interface Seal extends ChainHead {
  auditId: number;
  mac: string;
}

/** Held to the end of the transaction: of two processes that seal at once, one waits and goes on from the other's end. */
export async function lockChain(db: Queryable): Promise<void> {
  await db.query(`lock table audit_seals in share row exclusive mode`);
}

export async function chainHead(db: Queryable): Promise<ChainHead | undefined> {
  const { rows } = await db.query<ChainHead>(
    `select seq, encode(hash, 'hex') as hash from audit_seals order by seq desc limit 1`,
  );
  return rows[0];
}

/** The hash at a place of the chain; undefined when the chain does not reach that far. */
export async function hashAt(db: Queryable, seq: number): Promise<string | undefined> {
  const { rows } = await db.query<{ hash: string }>(
    `select encode(hash, 'hex') as hash from audit_seals where seq = $1`,
    [seq],
  );
  return rows[0]?.hash;
}

/** Committed entries without a seal, in the order in which they were written. */
export async function unsealedEntries(db: Queryable, limit: number): Promise<SealedEntry[]> {
  const { rows } = await db.query<SealedEntry>(
    `select audit_id as "auditId", (extract(epoch from at) * 1000000)::bigint as at, actor, action,
            subject_kind as kind, subject_id as id, detail::text as detail
       from audit_unsealed
       join audit_entries using (audit_id)
      order by audit_id
      limit $1`,
    [limit],
  );
  return rows;
}

export async function insertSeals(db: Queryable, seals: readonly Seal[]): Promise<void> {
  await db.query(
    `with sealed as (
       insert into audit_seals (seq, audit_id, hash, mac)
       select seq, audit_id, decode(hash, 'hex'), decode(mac, 'hex')
         from unnest($1::bigint[], $2::bigint[], $3::text[], $4::text[]) as given (seq, audit_id, hash, mac)
       returning audit_id
     )
     delete from audit_unsealed using sealed where audit_unsealed.audit_id = sealed.audit_id`,
    [
      seals.map(({ seq }) => seq),
      seals.map(({ auditId }) => auditId),
      seals.map(({ hash }) => hash),
      seals.map(({ mac }) => mac),
    ],
  );
}

/** A seal with its entry; the entry's fields are null when it is gone. */
export type SealRow = Seal & { [Field in Exclude<keyof SealedEntry, 'auditId'>]: SealedEntry[Field] | null };

/** The chain from a place on, in its order. */
export async function sealsAfter(db: Queryable, seq: number, limit: number): Promise<SealRow[]> {
  const { rows } = await db.query<SealRow>(
    `select s.seq, s.audit_id as "auditId", encode(s.hash, 'hex') as hash, encode(s.mac, 'hex') as mac,
            (extract(epoch from e.at) * 1000000)::bigint as at, e.actor, e.action, e.subject_kind as kind,
            e.subject_id as id, e.detail::text as detail
       from audit_seals s
       left join audit_entries e using (audit_id)
      where s.seq > $1
      order by s.seq
      limit $2`,
    [seq, limit],
  );
  return rows;
}

/** Entries that wait for their seal, and how many have neither a seal nor a place among those that wait. */
export async function unsealedCounts(db: Queryable): Promise<{ waiting: number; astray: number }> {
  const { rows } = await db.query<{ waiting: number; astray: number }>(
    `select (select count(*) from audit_unsealed join audit_entries using (audit_id)) as waiting,
            (select count(*) from audit_unsealed u
              where not exists (select from audit_entries e where e.audit_id = u.audit_id))
          + (select count(*) from audit_entries e
              where not exists (select from audit_seals s where s.audit_id = e.audit_id)
                and not exists (select from audit_unsealed u where u.audit_id = e.audit_id)) as astray`,
  );
  return rows[0] ?? { waiting: 0, astray: 0 };
}
