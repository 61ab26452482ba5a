import { accountName } from '#contract/accountSchema';
import { z } from 'zod';

/** For whom the provider vouches. */
export interface ProviderPerson {
  /** Stable at the provider and never given to another; names are not. */
  subject: string;
  /** `preferred_username`; null when there is none that an account may have. */
  name: string | null;
  displayName: string | null;
  groups: string[];
}

const name = z.string().normalize('NFKC').pipe(accountName);
const displayName = z
  .string()
  .trim()
  .min(1)
  .transform((text) => [...text].slice(0, 64).join(''));
// one group alone comes as text from some providers
const groups = z.union([z.string().transform((one) => [one]), z.array(z.string())]);

/** @param groupsClaim the claim that holds a person's groups; without it, or with another shape, there are none */
export function readPerson(
  claims: { sub: string } & Record<string, unknown>,
  groupsClaim: string,
): ProviderPerson {
  return {
    subject: claims.sub,
    name: name.safeParse(claims['preferred_username']).data ?? null,
    displayName: displayName.safeParse(claims['name']).data ?? null,
    groups: groups.safeParse(claims[groupsClaim]).data ?? [],
  };
}
