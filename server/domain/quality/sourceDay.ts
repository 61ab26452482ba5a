import type { CaseEvent, CaseEventData, CaseEventType } from '#contract/caseEvent';
import type { LocalDay } from '#contract/time';
import { lagStep, lagSteps } from './lagSteps.ts';

/** What a source sent in a day, counted: days are added up. */
export interface SourceDay {
  sourceId: number;
  /** Of arrival, in the office zone. */
  day: LocalDay;
  accepted: number;
  duplicates: number;
  /** Accepted live events that happened before one of the same case that had arrived already. */
  outOfOrder: number;
  /** Accepted live events that had not happened yet by this server's clock, by more than a second. */
  ahead: number;
  mostAheadMs: number;
  idsChecked: number;
  idsInvalid: number;
  fieldsExpected: number;
  fieldsMissing: number;
  /** Accepted live events by lagStep. */
  lags: number[];
  /** Refused events by the code of the refusal. */
  refusals: Record<string, number>;
}

export function emptyDay(sourceId: number, day: LocalDay): SourceDay {
  return {
    sourceId,
    day,
    accepted: 0,
    duplicates: 0,
    outOfOrder: 0,
    ahead: 0,
    mostAheadMs: 0,
    idsChecked: 0,
    idsInvalid: 0,
    fieldsExpected: 0,
    fieldsMissing: 0,
    lags: new Array<number>(lagSteps).fill(0),
    refusals: {},
  };
}

/** What supervision needs of an event beside what every event of its type must carry. */
const expected: Partial<Record<CaseEventType, readonly (keyof CaseEventData)[]>> = {
  'case.submitted': ['channel', 'applicantRef'],
  'case.accepted': ['handler'],
  'case.step_completed': ['handler'],
  'case.suspended': ['kind', 'approver', 'reason', 'approvedDays', 'notice'],
  'case.extended': ['approver', 'reason'],
  'case.decided': ['handler'],
  'case.concluded': ['handler'],
};
const clockTolerance = 1000;

/**
 * Counts an accepted event.
 * @param outOfOrder an event of its case that happened later had arrived before
 */
export function countAccepted(day: SourceDay, event: CaseEvent, outOfOrder: boolean): void {
  const { type, occurredAt, receivedAt, data } = event;
  day.accepted += 1;
  for (const field of expected[type] ?? []) {
    day.fieldsExpected += 1;
    if (data[field] === undefined) day.fieldsMissing += 1;
  }
  if (typeof data.applicantIdValid === 'boolean') {
    day.idsChecked += 1;
    if (!data.applicantIdValid) day.idsInvalid += 1;
  }
  if (receivedAt === null) return;
  const lag = receivedAt - occurredAt;
  const step = lagStep(lag);
  day.lags[step] = (day.lags[step] ?? 0) + 1;
  if (outOfOrder) day.outOfOrder += 1;
  if (lag < -clockTolerance) day.ahead += 1;
  day.mostAheadMs = Math.max(day.mostAheadMs, -lag);
}

export function countRefused(day: SourceDay, code: string): void {
  day.refusals[code] = (day.refusals[code] ?? 0) + 1;
}
