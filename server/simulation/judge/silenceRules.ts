import type { Instant } from '#contract/time';
import type { DemoItem } from '../city/demoItems.ts';
import type { OfficeCalendar } from '../officeCalendar.ts';
import { dayOf, endOf, minute } from '../time.ts';
import { answerBy } from './clock.ts';
import type { Trail } from './readTrail.ts';
import type { ExpectedFinding } from './verdict.ts';

const deliveryDays = 10;

/** DLV-01: a certificate that did not reach who was granted it, nor he told of it, ten working days later. */
export function deliveryFindings(
  { events, concluded }: Trail,
  item: DemoItem,
  calendar: OfficeCalendar,
  asOf: Instant,
): ExpectedFinding[] {
  const outcome = concluded?.data.outcome;
  if (!concluded || (outcome !== 'granted' && outcome !== 'granted_with_deficiency')) return [];
  const of = (type: string) => events.find((event) => event.type === type);
  const [issued, delivered] = [of('case.certificate_issued'), of('case.delivered')];
  if (item.type !== '01' && !issued && !delivered) return [];
  const deadline = endOf(calendar.workdayAfter(dayOf((of('case.decided') ?? concluded).at), deliveryDays));
  const inTime = [
    delivered?.at,
    issued?.data.method === 'electronic' ? issued.at : undefined,
    ...[issued, delivered].map((event) => {
      const { applicantNotifiedAt: at, applicantNotified } = event?.data ?? {};
      return typeof at === 'string' ? Date.parse(at) : applicantNotified === true ? event?.at : undefined;
    }),
  ].some((at) => at !== undefined && at <= deadline);
  return inTime || asOf <= deadline ? [] : [{ rule: 'DLV-01', severity: 'yellow', state: 'concluded' }];
}

/** TIM-05: nothing for as long as the promise, while no limit says anything and nobody else is waited for. */
export function stalledFindings(
  trail: Trail,
  item: DemoItem,
  calendar: OfficeCalendar,
  asOf: Instant,
): ExpectedFinding[] {
  const { concluded, notAcceptedAt, acceptedAt, corrections, pauses, events } = trail;
  const promise = item.promisedLimit;
  const isOver = concluded !== undefined || notAcceptedAt !== undefined;
  const waitsForApplicant = acceptedAt === undefined && corrections.at(-1)?.receivedAt === undefined;
  if (isOver || item.handling === 'instant' || (corrections.length > 0 && waitsForApplicant)) return [];
  const pause = pauses.at(-1);
  const last = events.at(-1);
  if (!last || (pause && pause.resumedAt === undefined)) return [];
  if (promise?.unit !== 'workday' && promise?.unit !== 'minute') return [];
  const promiseEnds =
    promise.unit === 'minute'
      ? last.at + promise.value * minute
      : endOf(calendar.workdayAfter(dayOf(last.at), promise.value));
  const from = corrections.at(-1)?.receivedAt ?? trail.receivedAt ?? trail.submittedAt;
  const answer = acceptedAt === undefined && from !== undefined ? answerBy(from, calendar) : 0;
  return asOf > Math.max(promiseEnds, answer) ? [{ rule: 'TIM-05', severity: 'query', state: 'open' }] : [];
}
