import { toVector } from '#contract/figureVector';
import type { Instant } from '#contract/time';
import type { Figures } from '#contract/wall';
import type { StoredCell, StoredChange, StoredHour } from '../changes/storedChange.ts';
import { dayText } from '../domain/calendar/localDay.ts';
import { changedRows, type Rollups } from './rollups.ts';

/** What the increments change on screens: cells, hours and children of the default namespace. */
export function rollupChange(
  rollups: Rollups,
  now: Instant,
): Pick<StoredChange, 'cells' | 'hours' | 'children'> {
  const cells = new Map<string, [StoredCell, Partial<Figures>]>();
  const children = new Map<string, [StoredCell, Partial<Figures>]>();
  const at = (of: typeof cells, region: string, department: string, day: string): Partial<Figures> => {
    const key = `${day}\n${region}\n${department}`;
    let entry = of.get(key);
    if (!entry) of.set(key, (entry = [[region, department, day, []], {}]));
    return entry[1];
  };
  for (const [[day = '', region = '', department = '', , , namespace], counts] of changedRows(rollups.days)) {
    if (namespace !== '') continue;
    const [
      submitted = 0,
      ,
      ,
      concluded = 0,
      rated = 0,
      ratedGood = 0,
      childSubmitted = 0,
      childConcluded = 0,
    ] = counts;
    if (submitted || concluded || rated || ratedGood)
      add(at(cells, region, department, day), { submitted, concluded, rated, ratedGood });
    if (childSubmitted || childConcluded)
      add(at(children, region, department, day), { submitted: childSubmitted, concluded: childConcluded });
  }
  const today = dayText(rollups.zone.dayOf(now));
  for (const [[region = '', department = '', , namespace], counts] of changedRows(rollups.open)) {
    if (namespace !== '') continue;
    const [open = 0, , dueSoon = 0, overdue = 0, overdueStatutory = 0, implausible = 0, childOpen = 0] =
      counts;
    add(at(cells, region, department, today), { open, dueSoon, overdue, overdueStatutory, implausible });
    if (childOpen) add(at(children, region, department, today), { open: childOpen });
  }
  const change: Pick<StoredChange, 'cells' | 'hours' | 'children'> = {};
  if (cells.size > 0) change.cells = vectors(cells);
  if (children.size > 0) change.children = vectors(children);
  const hours = hoursOf(rollups);
  if (hours.length > 0) change.hours = hours;
  return change;
}

function add(figures: Partial<Figures>, by: Partial<Figures>): void {
  let name: keyof Figures;
  for (name in by) figures[name] = (figures[name] ?? 0) + (by[name] ?? 0);
}

function vectors(of: Map<string, [StoredCell, Partial<Figures>]>): StoredCell[] {
  const cells: StoredCell[] = [];
  for (const [[region, department, day], figures] of of.values()) {
    const vector = toVector(figures);
    if (vector.length > 0) cells.push([region, department, day, vector]);
  }
  return cells;
}

function hoursOf(rollups: Rollups): StoredHour[] {
  const hours = new Map<string, StoredHour>();
  let last = '';
  let day = 0;
  let hour = 0;
  for (const [[minute = '', region = '', , namespace], counts] of changedRows(rollups.minutes)) {
    if (namespace !== '') continue;
    // rows come by minute, and few minutes have many rows
    if (minute !== last) {
      last = minute;
      day = rollups.zone.dayOf(Number(minute));
      hour = wallHour(rollups.zone.name, Number(minute));
    }
    const key = `${day}\n${hour}\n${region}`;
    let entry = hours.get(key);
    if (!entry) hours.set(key, (entry = [region, dayText(day), hour, 0, 0]));
    entry[3] += (counts[0] ?? 0) - (counts[2] ?? 0);
    entry[4] += (counts[1] ?? 0) - (counts[3] ?? 0);
  }
  return [...hours.values()].filter((hour) => hour[3] !== 0 || hour[4] !== 0);
}

/** The hour a clock on the wall shows, as the snapshot's SQL has it; one hour comes twice when summer time ends. */
const formats = new Map<string, Intl.DateTimeFormat>();
function wallHour(zone: string, at: Instant): number {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', { timeZone: zone, hourCycle: 'h23', hour: 'numeric' });
    formats.set(zone, format);
  }
  return Number(format.format(at));
}
