import type { Instant } from '#contract/time';
import type { Queryable } from '../db/queryable.ts';

export type SignInChange =
  'password' | 'factor_on' | 'factor_off' | 'token' | 'token_ends' | 'new_place' | 'wrong_code';

export interface SignInChanged {
  account: string;
  change: SignInChange;
  /** How often. */
  n: number;
}

const day = 86_400_000;
const placeKnownForMs = 90 * day;
/** So long before its end is a token told of. */
const tokenNoticeMs = 14 * day;

/**
 * What the audit holds in [from, to) that concerns how a person signs in: changed credentials; sign-ins from an address
 * that was not theirs in 90 days, the first one ever apart; codes refused after the right password; tokens that end in
 * two weeks.
 */
export async function signInChangesBetween(
  db: Queryable,
  from: Instant,
  to: Instant,
): Promise<SignInChanged[]> {
  const { rows } = await db.query<SignInChanged>(
    `with happened as (
       select e.audit_id, e.at, e.action, e.detail ->> 'address' as address, e.detail ->> 'why' as why,
              case when e.action = 'token.added' then e.detail ->> 'account' else e.subject_id end as account
         from audit_entries e
        where e.at >= $1 and e.at < $2
          and e.action in ('account.password_changed', 'second_factor.added', 'second_factor.removed', 'token.added',
                           'session.opened', 'session.refused')
     ), told as (
       select h.account,
              case h.action
                when 'account.password_changed' then 'password'
                when 'second_factor.added' then 'factor_on'
                when 'second_factor.removed' then 'factor_off'
                when 'token.added' then 'token'
                when 'session.refused' then case when h.why = 'code' then 'wrong_code' end
                when 'session.opened' then case
                  when exists (select from audit_entries b
                                where b.subject_kind = 'account' and b.subject_id = h.account
                                  and b.action = 'session.opened' and b.audit_id < h.audit_id)
                   and not exists (select from audit_entries b
                                    where b.subject_kind = 'account' and b.subject_id = h.account
                                      and b.action = 'session.opened' and b.audit_id < h.audit_id and b.at >= $3
                                      and b.detail ->> 'address' = h.address) then 'new_place' end
              end as change
         from happened h
         join accounts a on a.name = h.account and a.disabled_at is null
     )
     select account, change, count(*) as n
       from (select account, change from told where change is not null
             union all
             select a.name, 'token_ends'
               from api_tokens t join accounts a using (account_id)
              where t.expires_at >= $4 and t.expires_at < $5 and t.revoked_at is null and a.disabled_at is null) as all_of_it
      group by account, change
      order by account, change`,
    [from, to, from - placeKnownForMs, from + tokenNoticeMs, to + tokenNoticeMs].map((at) => new Date(at)),
  );
  return rows;
}
