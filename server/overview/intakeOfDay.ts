import type { SourceReading } from '#contract/sourceReadingSchema';
import type { LocalDay } from '#contract/time';
import { listSourceDays } from '../catalogue/sourceDayStore.ts';
import type { Queryable } from '../db/queryable.ts';

type Intake = SourceReading['today'];

export const nothingToday: Intake = { received: 0, accepted: 0, duplicates: 0, refused: 0, unknownCodes: 0 };

const isUnknown = (code: string): boolean => /^unknown_(item|department|region|value)$/.test(code);

/** What sources sent in a day, by source. */
export async function intakeOfDay(db: Queryable, day: LocalDay): Promise<Map<number, Intake>> {
  const days = await listSourceDays(db, { from: day, to: day }, null);
  return new Map(
    days.map(({ sourceId, accepted, duplicates, refusals }) => {
      const sum = (which: (code: string) => boolean): number =>
        Object.entries(refusals).reduce((total, [code, n]) => (which(code) ? total + n : total), 0);
      const [refused, unknownCodes] = [sum(() => true), sum(isUnknown)];
      return [
        sourceId,
        { received: accepted + duplicates + refused, accepted, duplicates, refused, unknownCodes },
      ];
    }),
  );
}
