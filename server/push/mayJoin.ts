import type { Account } from '#contract/account';
import type { Catalogue } from '../catalogue/catalogue.ts';

/**
 * Whether an account may see a wall room: it shows every department of its regions, so an account limited to a
 * department may not, and one limited to a region sees that region or one below.
 */
export function mayJoin(account: Account, room: string, catalogue: Catalogue): boolean {
  if (account.role === 'department' || account.department !== null) return false;
  if (account.region === null) return true;
  return room.startsWith('wall:') && catalogue.isWithinRegion(room.slice('wall:'.length), [account.region]);
}
