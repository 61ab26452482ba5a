import type { OnTimeRate } from '#contract/answerSchema';
import { emptyCohort, type Cohort } from './onTimeStore.ts';

export function onTimeRate(cohort: Cohort): OnTimeRate {
  const { n, onTime, withdrawn, voided, transferred, exempt } = cohort;
  return {
    value: n === 0 ? null : onTime / n,
    n,
    onTime,
    excluded: { withdrawn, voided, transferred, exempt },
  };
}

export function addCohorts(cohorts: readonly Cohort[]): Cohort {
  return cohorts.reduce(
    (sum, cohort) => ({
      n: sum.n + cohort.n,
      onTime: sum.onTime + cohort.onTime,
      withdrawn: sum.withdrawn + cohort.withdrawn,
      voided: sum.voided + cohort.voided,
      transferred: sum.transferred + cohort.transferred,
      exempt: sum.exempt + cohort.exempt,
    }),
    emptyCohort,
  );
}
