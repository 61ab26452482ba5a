import type { CityRecord } from './cityRecord.ts';
import { bulkEntries, lateSourceDays } from './entryGroups.ts';
import { countedDays, filedTwice, returnedAndFiled } from './filingGroups.ts';
import type { GroupExpectation } from './groupFinding.ts';
import { handlersDays } from './handlerGroups.ts';
import { idleItems, longerThanLaw, promisesLengthened } from './itemGroups.ts';
import { boilerplate, constantMargins } from './suspensionGroups.ts';

/** What the written rules over many cases demand, in arithmetic of its own: no line is shared with the engine. */
export function judgeGroups(record: CityRecord): GroupExpectation[] {
  return [
    ...handlersDays(record),
    ...lateSourceDays(record),
    ...bulkEntries(record),
    ...constantMargins(record),
    ...boilerplate(record),
    ...returnedAndFiled(record),
    ...promisesLengthened(record),
    ...longerThanLaw(record),
    ...idleItems(record),
    ...countedDays(record),
    ...filedTwice(record),
  ];
}
