import { filedAgain } from '../../domain/rules/many/filedAgain.ts';
import { enteredTwice, type Filing } from '../../domain/rules/many/enteredTwice.ts';
import { dayText } from '../../domain/calendar/localDay.ts';
import { filingsAtOnce, returnedAndLater, type FilingRow } from './filingStore.ts';
import { judgeGroup, loosest, type ScannedGroup, type ScanParts } from './scanGroup.ts';

const dayMs = 86_400_000;
/** One working day lies within so many days of the one before, whatever the holidays. */
const longestHolidays = 12 * dayMs;

/** END-01: cases returned lately with little time left, beside later filings of the same item. */
export async function scanFiledAgain(parts: ScanParts): Promise<ScannedGroup[]> {
  const { db, catalogue } = parts;
  const rows = await returnedAndLater(db, {
    after: parts.from - longestHolidays,
    until: parts.asOf,
    withinMs: longestHolidays,
  });
  return rows.flatMap((row) => {
    const item = catalogue.itemRevision(row.item, row.itemRevision ?? 0);
    const { caseId, region, department, sourceId } = row;
    return judgeGroup(
      parts,
      filedAgain,
      {
        caseId,
        accepted: row.acceptedAt,
        returned: { at: row.returnedAt, eventId: row.returnedBy ?? '' },
        due: row.due,
        handling: item?.provisional ? undefined : item?.handling,
        applicant: row.applicant ?? undefined,
        calendar: catalogue.calendarOf(
          { item: row.item, department: department ?? undefined, region: region ?? undefined, sourceId },
          catalogue.revision,
        ),
        later: row.later.map((l) => ({ ...l, applicant: l.applicant ?? undefined })),
      },
      {
        subject: { kind: 'case', id: caseId },
        occurrence: row.returnedBy ?? dayText(parts.zone.dayOf(row.returnedAt)),
        whenGone: 'pending',
        place: { region, department, item: row.item, sourceId },
      },
    );
  });
}

/** VOL-02: filings recorded since the last run, beside others of the same item from other sources at the same time. */
export async function scanEnteredTwice(parts: ScanParts): Promise<ScannedGroup[]> {
  const { db, catalogue } = parts;
  const seconds = Math.max(1, loosest(parts, 'VOL-02', 'seconds', 'most'));
  const pairs = await filingsAtOnce(db, { after: parts.from - dayMs, until: parts.asOf, seconds });
  const filing = (row: FilingRow): Filing => ({
    ...row,
    applicant: row.applicant ?? undefined,
    precision: catalogue.source(row.sourceId).precision,
  });
  return pairs.flatMap(({ one, others }) =>
    judgeGroup(
      parts,
      enteredTwice,
      { one: filing(one), others: others.map(filing) },
      {
        subject: { kind: 'case', id: one.caseId },
        occurrence: dayText(parts.zone.dayOf(one.at)),
        whenGone: 'pending',
        place: { region: one.region, department: one.department, item: one.item, sourceId: one.sourceId },
      },
    ),
  );
}
