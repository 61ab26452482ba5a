import type { Account } from '#contract/account';
import { Problem } from '#contract/problem';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import { mustHavePlace } from '../mustHavePlace.ts';
import { reaches } from '../reaches.ts';

/**
 * @param region that a screen is to show; null: the city
 * @throws Problem `invalid` for a region that the catalogue does not have, `forbidden` for one beyond the account's own
 */
export function mustReach(account: Account, region: string | null, catalogue: Catalogue): void {
  mustHavePlace({ role: 'monitor', region, department: null }, catalogue);
  if (reaches(account, { region, department: null }, catalogue)) return;
  const asked = region === null ? 'the whole city' : `"${region}"`;
  throw new Problem('forbidden', `Your account does not reach ${asked}; a screen shows all of it.`, {
    path: 'region',
  });
}
