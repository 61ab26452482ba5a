import type { Role } from '#contract/account';
import { Problem } from '#contract/problem';
import type { Catalogue } from '../catalogue/catalogue.ts';

/** What an account may: its role, and the places it is limited to. */
export interface Rights {
  role: Role;
  region: string | null;
  department: string | null;
}

/**
 * @param within where in the request the rights stand, with a dot at its end
 * @throws Problem `invalid` naming a code that the catalogue does not have, or a department's officer without one
 */
export function mustHavePlace({ role, region, department }: Rights, catalogue: Catalogue, within = ''): void {
  if (region !== null && !catalogue.region(region))
    throw new Problem('invalid', `The region "${region}" is not in the catalogue; import it first.`, {
      path: `${within}region`,
    });
  if (department !== null && !catalogue.department(department))
    throw new Problem('invalid', `The department "${department}" is not in the catalogue; import it first.`, {
      path: `${within}department`,
    });
  if (role === 'department' && department === null)
    throw new Problem('invalid', 'The role department needs a department: it sees that one alone.', {
      path: `${within}department`,
    });
}
