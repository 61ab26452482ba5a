import { toVector } from '#contract/figureVector';
import type { Instant } from '#contract/time';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { addCase } from '../cases/countCase.ts';
import { rollupChange } from '../cases/rollupChange.ts';
import { newRollups } from '../cases/rollups.ts';
import { mergeChanges, type MergedChange } from '../changes/mergeChanges.ts';
import type { StoredCell } from '../changes/storedChange.ts';
import type { Queryable } from '../db/queryable.ts';
import { dayText } from '../domain/calendar/localDay.ts';
import { timezone } from '../domain/calendar/timezone.ts';
import { countingsAt } from './caseSteps.ts';
import { householdsOf } from './pastCases.ts';
import { alertedPlaces, casesSeenOtherwise, openPlaces } from './replayStore.ts';

const page = 1000;

/**
 * What walls showed right before a local midnight `at`, as increments to nothing.
 * 1. Cases of which more was learnt later, and their families, are folded from what was known then.
 * 2. All others were open if their row says so: nothing of their past was learnt after it.
 * 3. Urgency and doubt by place, from the flags as they stood.
 * Nothing of the new day is counted but what was told ahead of its time.
 */
export async function figuresBefore(db: Queryable, catalogue: Catalogue, at: Instant): Promise<MergedChange> {
  const doubtful = await casesSeenOtherwise(db, at);
  const without = new Set(doubtful);
  const rollups = newRollups(catalogue.timezone);
  const done = new Set<string>();
  for (let from = 0; from < doubtful.length; from += page)
    for (const household of await householdsOf(db, doubtful.slice(from, from + page), at)) {
      const members = household.members.map(({ caseId }) => caseId);
      if (members.some((caseId) => done.has(caseId))) continue;
      for (const caseId of members) {
        done.add(caseId);
        without.add(caseId);
      }
      for (const counting of countingsAt(household, catalogue, at)) addCase(rollups, null, counting);
    }
  const folded = rollupChange(rollups, at);
  const day = dayText(timezone(catalogue.timezone).dayOf(at));
  const cells: StoredCell[] = [];
  const children: StoredCell[] = [];
  for (const { region, department, open, childOpen } of await openPlaces(db, at, [...without])) {
    cells.push([region, department, day, toVector({ open })]);
    if (childOpen > 0) children.push([region, department, day, toVector({ open: childOpen })]);
  }
  for (const { region, department, ...alerted } of await alertedPlaces(db, at, [...without]))
    cells.push([region, department, day, toVector(alerted)]);
  return mergeChanges([folded, { cells, children }]);
}
