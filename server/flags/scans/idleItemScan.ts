import type { LocalDay } from '#contract/time';
import { dayNumber, dayText, type DayNumber } from '../../domain/calendar/localDay.ts';
import type { WorkCalendar } from '../../domain/calendar/workCalendar.ts';
import { idleItem, type ItemFlow } from '../../domain/rules/many/idleItem.ts';
import { threshold } from '../../domain/rules/rule.ts';
import { casesInSpans, flowOfItems, recordsBegin, type FlowRow, type ItemSpan } from './idleItemStore.ts';
import { judgeGroup, type ScannedGroup, type ScanParts } from './scanGroup.ts';

/** A year ago on the same weekday. */
const yearDays = 364;

interface Lull {
  code: string;
  inForceDays: number;
  flow: FlowRow | undefined;
  silentWorkdays: number;
  base: [from: DayNumber, to: DayNumber];
  silent: [from: DayNumber, to: DayNumber];
}

/** ITM-01: every item in force, by the daily roll-ups up to yesterday. */
export async function scanIdleItems(parts: ScanParts): Promise<ScannedGroup[]> {
  const { db, bench, catalogue, zone, asOf } = parts;
  const { params } = bench.ruleVersion('ITM-01');
  const yesterday = zone.dayOf(asOf) - 1;
  const first = await recordsBegin(db);
  if (first === null) return [];
  const recordedFrom = dayNumber(first);
  const flows = await flowOfItems(db, {
    from: dayText(yesterday - threshold(params, 'idleDays') + 1),
    to: dayText(yesterday),
  });
  const lulls = [...new Set(catalogue.itemVersions.map((i) => i.code))].flatMap((code): Lull[] => {
    const item = catalogue.item(code, dayText(yesterday), catalogue.revision);
    if (!item || item.provisional) return [];
    const calendar = catalogue.calendarOf({ item: code, sourceId: 0 }, catalogue.revision);
    return [lullOf(code, flows.get(code), calendar, yesterday, parts, threshold(params, 'baseWorkdays'))];
  });
  const ask = (spanOf: (lull: Lull) => ItemSpan) => casesInSpans(db, lulls.map(spanOf));
  const span = ([from, until]: [DayNumber, DayNumber], back: number, item: string | null): ItemSpan => ({
    item,
    from: dayText(from - back),
    to: dayText(until - back),
  });
  const [base, city, baseThen, silentThen] = await Promise.all([
    ask((l) => span(l.base, 0, l.code)),
    ask((l) => span(l.silent, 0, null)),
    ask((l) => span(l.base, yearDays, l.code)),
    ask((l) => span(l.silent, yearDays, l.code)),
  ]);
  return lulls.flatMap((lull, i) => {
    const known = lull.base[0] - yearDays >= recordedFrom;
    const flow: ItemFlow = {
      inForceDays: lull.inForceDays,
      recordedDays: yesterday - recordedFrom + 1,
      casesInYear: lull.flow?.cases ?? 0,
      lastCaseOn: lull.flow?.lastOn ?? null,
      baseCases: base[i] ?? 0,
      silentWorkdays: lull.silentWorkdays,
      cityCasesSince: city[i] ?? 0,
      yearAgo: known ? { silent: silentThen[i] ?? 0, base: baseThen[i] ?? 0 } : null,
      now: asOf,
    };
    return judgeGroup(parts, idleItem, flow, {
      subject: { kind: 'item', id: lull.code },
      occurrence: dayText(zone.dayOf(asOf)),
      since: sinceOf(lull.flow?.lastOn ?? null),
      whenGone: 'resolved',
      place: { region: null, department: null, item: lull.code, sourceId: null },
    });
  });
}

/** One lull is one occurrence: a flag raised since the last case is about it; without any case, every flag is. */
function sinceOf(lastOn: LocalDay | null): LocalDay {
  return lastOn ?? '';
}

function lullOf(
  code: string,
  flow: FlowRow | undefined,
  calendar: WorkCalendar,
  yesterday: DayNumber,
  { catalogue }: ScanParts,
  baseWorkdays: number,
): Lull {
  const last = flow ? dayNumber(flow.lastOn) : yesterday;
  const firstVersion = catalogue.itemVersions.find((i) => i.code === code && !i.provisional);
  const began = catalogue.itemVersions
    .filter((i) => i.code === code && !i.provisional)
    .reduce(
      (day, i) => Math.min(day, dayNumber(i.validFrom)),
      dayNumber(firstVersion?.validFrom ?? '9999-01-01'),
    );
  const index = calendar.workdaysBefore(last + 1);
  return {
    code,
    inForceDays: yesterday - began + 1,
    flow,
    silentWorkdays: calendar.workdaysBefore(yesterday + 1) - index,
    base: [calendar.workdayAt(index - baseWorkdays), last],
    silent: [last + 1, yesterday],
  };
}
