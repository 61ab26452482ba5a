import type { Instant } from '#contract/time';
import { checkDigit } from '../applicant.ts';
import { sourceOfRegion } from '../city/citySources.ts';
import type { CaseScript, EventData } from '../caseScript.ts';
import type { Blackout } from '../blackouts.ts';
import type { OfficeCalendar } from '../officeCalendar.ts';
import { day, endOf } from '../time.ts';
import { dayClock, isApproved, lastApprovedDay, madeAt, startOfClock } from './clock.ts';
import type { Trail } from './readTrail.ts';
import type { ExpectedFinding } from './verdict.ts';

/** BKF-01: an event of a promised item that arrived more than one working day after it happened. */
export function backfillFindings(
  trail: Trail,
  script: CaseScript,
  calendar: OfficeCalendar,
  blackouts: readonly Blackout[],
): ExpectedFinding[] {
  if (script.item.handling !== 'promised') return [];
  const { uri } = sourceOfRegion(script.office.region);
  const excuses = blackouts.filter((it) => it.declared && it.source === uri);
  const isLate = trail.events.some(
    ({ at, arrives }) =>
      arrives - at > day &&
      calendar.legalTime(at, arrives) > day &&
      !excuses.some(({ from, to }) => from <= arrives && to >= at),
  );
  return isLate ? [{ rule: 'BKF-01', severity: 'query', state: trail.concluded ? 'concluded' : 'open' }] : [];
}

/** HANG-01, HANG-03, HANG-06. */
export function pauseFindings(
  trail: Trail,
  script: CaseScript,
  calendar: OfficeCalendar,
  asOf: Instant,
): ExpectedFinding[] {
  const state = trail.concluded ? 'concluded' : 'open';
  const { cannotExpress } = sourceOfRegion(script.office.region).settings;
  const end = trail.concluded?.at ?? Infinity;
  const findings: ExpectedFinding[] = [];
  const lacks = (field: string) => (data: EventData) =>
    data[field] === undefined && !cannotExpress.includes(`suspension.${field}`);
  if (
    trail.pauses.some(({ data }) =>
      ['kind', 'approver', 'reason', 'notice'].some((field) => lacks(field)(data)),
    )
  ) {
    findings.push({ rule: 'HANG-01', severity: 'yellow', state });
  }
  const start = startOfClock(trail, script.item, calendar, asOf);
  const promise = script.item.promisedLimit?.value ?? 0;
  const isAfterwards = [...trail.pauses, ...trail.extensions].some((pause) => {
    const before = {
      ...trail,
      pauses: trail.pauses.filter((it) => it !== pause),
      extensions: trail.extensions.filter((it) => it !== pause),
    };
    const due = start ? dayClock(promise, start.at, before, calendar, asOf).dueAt : Infinity;
    return madeAt(pause, calendar) > Math.min(due, end);
  });
  if (isAfterwards) findings.push({ rule: 'HANG-03', severity: 'red', state });
  const isOverrun = trail.pauses.some((pause) => {
    if (pause.resumedAt === undefined && end !== Infinity) return true;
    // in force at the 24:00 of a working day beyond the approved ones
    const tooLong = endOf(calendar.workdayAfter(lastApprovedDay(pause, calendar), 1));
    return isApproved(pause) && (pause.resumedAt ?? asOf) > tooLong;
  });
  if (isOverrun) findings.push({ rule: 'HANG-06', severity: 'yellow', state });
  return findings;
}

/** DAT-01: an identity number that cannot be, or a later event that names another item. */
export function dataFindings(trail: Trail, script: CaseScript): ExpectedFinding[] {
  const isWrong = trail.events.some(({ type, data }) => {
    if (data.item !== undefined && data.item !== script.item.code) return true;
    return type === 'case.submitted' && hasWrongNumber(data.applicant);
  });
  return isWrong ? [{ rule: 'DAT-01', severity: 'info', state: trail.concluded ? 'concluded' : 'open' }] : [];
}

function hasWrongNumber(applicant: unknown): boolean {
  if (typeof applicant !== 'object' || applicant === null) return false;
  if (!('kind' in applicant) || applicant.kind !== 'person' || 'idType' in applicant) return false;
  const number = 'idNumber' in applicant ? String(applicant.idNumber) : '';
  return !number.includes('*') && checkDigit(number.slice(0, 17)) !== number.slice(17);
}
