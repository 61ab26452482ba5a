import type { SourceSettings } from '#contract/source';

/**
 * Cases are computed by these: once a source has reported, another value would make its cases differ from what a
 * rebuild folds, and move due dates that people were told.
 */
export const fixedSettings = [
  'lenient',
  'trustDueDates',
  'historical',
  'delayWorkdays',
  'calendar',
  'timezone',
] as const satisfies readonly (keyof SourceSettings)[];

/** Of what a source cannot express these decide whether a suspension credits, and are as fixed. */
const creditedBy = ['suspension.approver', 'suspension.approvedDays'];

/** Which settings would change that may not; undefined: none. */
export function changedFixed(before: SourceSettings, after: SourceSettings): string | undefined {
  const changed = fixedSettings.find((name) => before[name] !== after[name]);
  if (changed !== undefined) return changed;
  const differs = creditedBy.some(
    (field) => before.cannotExpress.includes(field) !== after.cannotExpress.includes(field),
  );
  return differs ? 'cannotExpress' : undefined;
}

/** Rules look at these: the flag job has to look at the source's cases again. */
export function judgedOtherwise(before: SourceSettings, after: SourceSettings): boolean {
  const expressed = (settings: SourceSettings): string => [...settings.cannotExpress].sort().join();
  return (
    before.precision !== after.precision ||
    before.finishedSuspensionsOnly !== after.finishedSuspensionsOnly ||
    expressed(before) !== expressed(after)
  );
}
