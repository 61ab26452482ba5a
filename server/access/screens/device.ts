import type { Account } from '#contract/account';
import type { Rights } from '../mustHavePlace.ts';

/** A paired screen that has shown its credential: no account, and less than any. */
export interface Device {
  screenId: number;
  name: string;
  /** The subtree it may show; null: the city. */
  region: string | null;
}

export const isDevice = (who: Account | Device): who is Device => 'screenId' in who;

/** What somebody at a socket may see: a screen as much of a wall as a monitor of its region. */
export const rightsOf = (who: Account | Device): Rights =>
  isDevice(who) ? { role: 'monitor', region: who.region, department: null } : who;

/** As the audit names it. */
export const deviceActor = ({ name }: Pick<Device, 'name'>): string => `screen:${name}`;
