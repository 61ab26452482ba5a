import type { Account } from '#contract/account';
import type { LocalDay } from '#contract/time';

type Unit = 'region' | 'department';
type Places = Pick<Account, 'role' | 'region' | 'department'>;

/** Kinds of units of which an account may be shown rows: whoever belongs to a department sees no region as a whole. */
export function rankedKinds({ role, department }: Pick<Places, 'role' | 'department'>): readonly Unit[] {
  return department !== null || role === 'department' ? ['department'] : ['region', 'department'];
}

/**
 * Why a list of ranked units is empty for an account.
 * `unbegun`: the period has not begun; `noPlace`: the account is given no place to see; `departmentsOnly`: regions are not
 * its matter; `noneOfYours`: the list is of its own places, and there may be others; `none`: there is nothing at all.
 */
export function nothingRanked(
  { by, from, n }: { by: Unit; from: LocalDay; /** Of all units; null: not told. */ n: number | null },
  account: Places,
  today: LocalDay,
): 'unbegun' | 'noPlace' | 'departmentsOnly' | 'noneOfYours' | 'none' {
  if (from > today) return 'unbegun';
  if (account.role === 'department' && account.department === null) return 'noPlace';
  if (!rankedKinds(account).includes(by)) return 'departmentsOnly';
  const isEverywhere = account.region === null && account.department === null;
  return isEverywhere || n === 0 ? 'none' : 'noneOfYours';
}
