import type { OidcGroup } from '#contract/oidcSchema';
import type { Rights } from '../mustHavePlace.ts';

export type Chosen =
  { kind: 'rights'; rights: Rights } | { kind: 'none' } | { kind: 'several'; groups: string[] };

/**
 * What a person's groups at the provider allow here. Groups that allow the same agree; of those that differ the one
 * with the lowest order wins, and without any order nobody is guessed for: which role is the greater is no order
 * among places.
 */
export function chooseRights(groups: readonly string[], mapped: readonly OidcGroup[]): Chosen {
  const matching = mapped.filter(({ group }) => groups.includes(group));
  const first = matching.reduce<OidcGroup | undefined>(
    (best, one) => (best === undefined || orderOf(one) < orderOf(best) ? one : best),
    undefined,
  );
  if (first === undefined) return { kind: 'none' };
  const { role, region, department } = first;
  const agree = matching.every(
    (one) => one.role === role && one.region === region && one.department === department,
  );
  if (agree || first.order !== null) return { kind: 'rights', rights: { role, region, department } };
  return { kind: 'several', groups: matching.map(({ group }) => group) };
}

const orderOf = ({ order }: OidcGroup): number => order ?? Infinity;
