import type { Account } from '#contract/account';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { departmentOf, isDeskRoom } from './deskStream.ts';
import { isUserRoom } from './userRooms.ts';

/**
 * Whether an account may join a room. A wall shows every department of its regions, so an account limited to a
 * department may not, and one limited to a region sees that region or one below. `user:{id}` is the account's own.
 * `desk` is everybody's, each within their scope; `desk:{department}` of whoever sees that department.
 */
export function mayJoin(account: Account, room: string, catalogue: Catalogue): boolean {
  if (isUserRoom(room)) return room === `user:${account.id}`;
  if (isDeskRoom(room)) {
    const asked = departmentOf(room);
    if (asked === null) return true;
    if (account.department === null) return account.role !== 'department';
    return catalogue.isWithinDepartment(asked, [account.department]);
  }
  if (account.role === 'department' || account.department !== null) return false;
  if (account.region === null) return true;
  return room.startsWith('wall:') && catalogue.isWithinRegion(room.slice('wall:'.length), [account.region]);
}
