import type { Pool } from 'pg';
import type { AccountChange } from '#contract/accountSchema';
import { Problem } from '#contract/problem';
import type { Instant } from '#contract/time';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { inTransaction } from '../db/transaction.ts';
import { lockAccount, updateAccount, type ListedAccount } from './accountStore.ts';
import { recordAudit } from './audit.ts';
import { mustHavePlace } from './mustHavePlace.ts';
import { revokeTokensOf } from './tokenStore.ts';

/**
 * Changes what an account is and may. Its API tokens end with a change of role or place: what they were limited to was
 * chosen within the rights of before; sockets are cut and sessions go on with the new rights.
 * @throws Problem `not_found`; `invalid` at the field; `conflict` for one's own role, place or end, so that an
 * administrator is always left, and for the rights of whom the city's provider vouches for
 */
export async function changeAccount(
  { db, catalogue }: { db: Pool; catalogue: Catalogue },
  name: string,
  change: AccountChange,
  by: { name: string; actor: string },
  now: Instant,
): Promise<ListedAccount> {
  return inTransaction(db, async (tx) => {
    const before = await lockAccount(tx, name);
    if (before === undefined) throw new Problem('not_found', `There is no account "${name}".`);
    const after = {
      displayName: change.displayName ?? before.displayName,
      role: change.role ?? before.role,
      region: change.region === undefined ? before.region : change.region,
      department: change.department === undefined ? before.department : change.department,
      disabledAt: disabledAfter(before.disabledAt, change.disabled, now),
    };
    const changed = (['displayName', 'role', 'region', 'department', 'disabledAt'] as const).filter(
      (field) => before[field] !== after[field],
    );
    const rights = changed.some((field) => field === 'role' || field === 'region' || field === 'department');
    if (name === by.name && (rights || after.disabledAt !== null))
      throw new Problem('conflict', 'Nobody changes their own rights; ask another administrator.');
    if (rights && before.signsInBy === 'provider')
      throw new Problem(
        'conflict',
        `The rights of "${name}" follow its groups at the city's provider; change them there, or what a group may.`,
      );
    if (rights) mustHavePlace(after, catalogue);
    if (changed.length > 0) {
      await updateAccount(tx, name, after);
      if (rights) await revokeTokensOf(tx, name, now);
      await recordAudit(tx, {
        at: now,
        actor: by.actor,
        action: 'account.changed',
        subject: { kind: 'account', id: name },
        detail: Object.fromEntries(changed.map((field) => [field, [before[field], after[field]]])),
      });
    }
    return { ...before, ...after };
  });
}

function disabledAfter(before: Instant | null, asked: boolean | undefined, now: Instant): Instant | null {
  if (asked === undefined) return before;
  return asked ? (before ?? now) : null;
}
