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

/** Without control characters and halves of characters: no column and no screen holds them. */
const plain = /^[^\p{Cc}\p{Cs}]+$/u;
// OpenID Connect Core, 2: 255 ASCII characters at most
const subject = z.string().max(255).regex(plain);
const name = z.string().normalize('NFKC').pipe(accountName);
const displayName = z
  .string()
  .trim()
  .regex(plain)
  .transform((text) => [...text].slice(0, 64).join(''));
// one group alone comes as text from some providers; a name that is too long is mapped to nothing
const groups = z
  .union([z.string().transform((one) => [one]), z.array(z.string())])
  .transform((all) => all.filter((one) => one.length <= 200 && plain.test(one)));

/**
 * @param groupsClaim the claim that holds a person's groups; without it, or with another shape, there are none
 * @throws ZodError for a subject that the standard does not allow
 */
export function readPerson(
  claims: { sub: string } & Record<string, unknown>,
  groupsClaim: string,
): ProviderPerson {
  return {
    subject: subject.parse(claims.sub),
    name: name.safeParse(claims['preferred_username']).data ?? null,
    displayName: displayName.safeParse(claims['name']).data ?? null,
    groups: groups.safeParse(claims[groupsClaim]).data ?? [],
  };
}
