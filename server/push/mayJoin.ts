import type { Account } from '#contract/account';
import { isDevice, type Device } from '../access/screens/device.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { departmentOf, isDeskRoom } from './deskStream.ts';
import { isScreenRoom } from './screenRooms.ts';
import { isUserRoom } from './userRooms.ts';

type WallCatalogue = Pick<Catalogue, 'isWithinRegion' | 'isWithinDepartment'>;

/**
 * Whether an account or a paired screen may join a room. A wall shows every department of its regions, so an account
 * limited to a department may not, and one limited to a region sees that region or one below, as a screen does, which
 * joins walls and `screen:{id}` of its own and nothing else. `user:{id}` is the account's own. `desk` is everybody's,
 * each within their scope; `desk:{department}` of whoever sees that department.
 */
export function mayJoin(who: Account | Device, room: string, catalogue: WallCatalogue): boolean {
  if (isScreenRoom(room)) return isDevice(who) && room === `screen:${who.screenId}`;
  return isDevice(who) ? mayShow(who.region, room, catalogue) : mayAccountJoin(who, room, catalogue);
}

function mayAccountJoin(account: Account, room: string, catalogue: WallCatalogue): boolean {
  if (isUserRoom(room)) return room === `user:${account.id}`;
  if (isDeskRoom(room)) {
    const asked = departmentOf(room);
    if (asked === null) return true;
    if (account.department === null) return account.role !== 'department';
    return catalogue.isWithinDepartment(asked, [account.department]);
  }
  if (account.role === 'department' || account.department !== null) return false;
  return account.region === null || mayShow(account.region, room, catalogue);
}

/** Whether a wall's room lies in a subtree; null: the city. */
function mayShow(region: string | null, room: string, catalogue: WallCatalogue): boolean {
  if (region === null) return room === 'wall' || room.startsWith('wall:');
  return room.startsWith('wall:') && catalogue.isWithinRegion(room.slice('wall:'.length), [region]);
}
