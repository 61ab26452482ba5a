import type { FlagCard } from '#contract/wall';

/** The feed without broken promises of cases that break the law as well: TIM-03 speaks for both. */
export function listedFlags(flags: readonly FlagCard[]): FlagCard[] {
  const beyondLaw = new Set(
    flags.filter((flag) => flag.rule === 'TIM-03' && flag.status === 'raised').map((flag) => flag.caseId),
  );
  return flags.filter((flag) => flag.rule !== 'TIM-02' || !beyondLaw.has(flag.caseId));
}
