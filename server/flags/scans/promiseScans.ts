import type { ItemVersion } from '#contract/item';
import { dayNumber, dayText } from '../../domain/calendar/localDay.ts';
import { promiseBeyondLaw } from '../../domain/rules/many/promiseBeyondLaw.ts';
import { promiseLengthened } from '../../domain/rules/many/promiseLengthened.ts';
import { breachesOfItems, revisionsRecorded } from './promiseStore.ts';
import { judgeGroup, type ScannedGroup, type ScanParts } from './scanGroup.ts';

const dayMs = 86_400_000;
/** Ten working days lie within so many days, whatever the holidays; a breach may be found days after it happened. */
const longestWait = 40 * dayMs;

/** PRM-01: item versions that began or were recorded lately, beside the version before and the item's breaches. */
export async function scanLengthened(parts: ScanParts): Promise<ScannedGroup[]> {
  const { db, catalogue, zone, from, asOf } = parts;
  const recorded = await revisionsRecorded(db, from - longestWait);
  const earliest = dayText(zone.dayOf(from - longestWait));
  const today = dayText(zone.dayOf(asOf));
  const changes = catalogue.itemVersions.flatMap((after) => {
    if (after.provisional || after.validFrom > today) return [];
    if (!recorded.has(after.revision) && after.validFrom < earliest) return [];
    const before = replacedBy(after, parts);
    return before ? [{ before, after }] : [];
  });
  if (changes.length === 0) return [];
  const breaches = await breachesOfItems(
    db,
    [...new Set(changes.map((c) => c.after.code))],
    from - 2 * longestWait,
  );
  return changes.flatMap(({ before, after }) => {
    const broken = breaches.get(after.code) ?? [];
    const began = zone.startOf(dayNumber(after.validFrom));
    const calendar = catalogue.calendarOf(
      { item: after.code, sourceId: broken[0]?.sourceId ?? 0 },
      catalogue.revision,
    );
    const recordedAt = recorded.get(after.revision) ?? began;
    return judgeGroup(
      parts,
      promiseLengthened,
      { before, after, recordedAt, calendar, breaches: broken },
      {
        subject: { kind: 'item', id: after.code },
        occurrence: after.validFrom,
        whenGone: 'pending',
        place: { region: null, department: null, item: after.code, sourceId: null },
      },
    );
  });
}

/** The version in force the day before a version's own, as it was known when that was recorded. */
function replacedBy(after: ItemVersion, { catalogue }: ScanParts): ItemVersion | undefined {
  const dayBefore = dayText(dayNumber(after.validFrom) - 1);
  const before = catalogue.item(after.code, dayBefore, after.revision);
  return before?.provisional ? undefined : before;
}

/** PRM-02: every item's version in force; what was mended is over. */
export function scanBeyondLaw(parts: ScanParts): Promise<ScannedGroup[]> {
  const { catalogue, zone, asOf } = parts;
  const today = dayText(zone.dayOf(asOf));
  const codes = new Set(catalogue.itemVersions.map((i) => i.code));
  const groups = [...codes].flatMap((code) => {
    const item = catalogue.item(code, today, catalogue.revision);
    if (!item) return [];
    const since = zone.startOf(dayNumber(item.validFrom));
    return judgeGroup(
      parts,
      promiseBeyondLaw,
      { item, since },
      {
        subject: { kind: 'item', id: code },
        occurrence: item.validFrom,
        whenGone: 'resolved',
        place: { region: null, department: null, item: code, sourceId: null },
      },
    );
  });
  return Promise.resolve(groups);
}
