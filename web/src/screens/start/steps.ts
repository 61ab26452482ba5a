import type { FirstRun } from '../../api/firstRun.ts';

export const stepKeys = ['city', 'catalogue', 'source', 'event', 'flag', 'wall'] as const;
export type StepKey = (typeof stepKeys)[number];

/** What is done, by what there is, however it came. */
export function stepsDone({
  catalogue,
  sources,
  firstFlag,
  screens,
}: Pick<FirstRun, 'catalogue' | 'sources' | 'firstFlag' | 'screens'>): Record<StepKey, boolean> {
  return {
    city: catalogue.regions > 0,
    catalogue: catalogue.departments > 0 && catalogue.items > 0,
    source: sources.length > 0,
    event: sources.some(({ lastReceivedAt }) => lastReceivedAt !== null),
    flag: firstFlag !== null,
    wall: screens > 0,
  };
}

/** The first that is left to do; when all is done, the last. */
export function nextStep(done: Record<StepKey, boolean>): StepKey {
  return stepKeys.find((key) => !done[key]) ?? 'wall';
}

export function stepAfter(key: StepKey): StepKey {
  return stepKeys[stepKeys.indexOf(key) + 1] ?? key;
}
