import type { DemoItem } from '../city/demoItems.ts';
import type { EventData } from '../caseScript.ts';
import type { OfficeCalendar } from '../officeCalendar.ts';
import { dayOf, endOf, minute } from '../time.ts';
import type { Trail } from './readTrail.ts';
import type { ExpectedFinding } from './verdict.ts';

const longestExtension = 10;
const isBlank = (value: unknown): boolean => typeof value !== 'string' || value.trim() === '';

/** How people went about a case: ACC-02, ACC-03, COR-01, STEP-04, HANG-02, EXT-01, FEE-01. */
export function conductFindings(trail: Trail, item: DemoItem, calendar: OfficeCalendar): ExpectedFinding[] {
  const state = trail.concluded || trail.notAcceptedAt !== undefined ? 'concluded' : 'open';
  const findings: ExpectedFinding[] = [];
  const find = (rule: ExpectedFinding['rule'], severity: ExpectedFinding['severity'], isFound: boolean) => {
    if (isFound) findings.push({ rule, severity, state });
  };
  find('ACC-02', 'notice', isReviewedLate(trail, calendar));
  find('ACC-03', 'yellow', trail.events.some(isSilentRefusal));
  const again = trail.events.filter(({ type }) => type === 'case.correction_requested').slice(1);
  find(
    'COR-01',
    'yellow',
    again.some(({ data }) => data.newFacts !== true),
  );
  find('STEP-04', 'info', item.handling === 'promised' && isOfOneHandler(trail, item));
  const { acceptedAt } = trail;
  find(
    'HANG-02',
    'query',
    acceptedAt !== undefined && trail.pauses.some(({ at }) => Math.abs(at - acceptedAt) <= minute),
  );
  find(
    'EXT-01',
    'yellow',
    trail.extensions.length > 1 ||
      trail.extensions.some(({ data }) => Number(data.days) > longestExtension || isBlank(data.approver)),
  );
  find('FEE-01', 'red', isOverOrUnder(trail, item));
  return findings;
}

/** A pre-review that was reported, and nothing else before the end of the next working day. */
function isReviewedLate({ events, submittedAt }: Trail, calendar: OfficeCalendar): boolean {
  const submitted = events.find(({ type }) => type === 'case.submitted');
  if (submittedAt === undefined || !['web', 'mobile'].includes(String(submitted?.data.channel))) return false;
  if (!events.some(({ type }) => type === 'case.pre_reviewed')) return false;
  const deadline = endOf(calendar.workdayAfter(dayOf(submittedAt), 1));
  const answers = [
    'pre_reviewed',
    'received',
    'correction_requested',
    'not_accepted',
    'accepted',
    'concluded',
  ];
  return !events.some(({ type, at }) => answers.includes(type.slice(5)) && at <= deadline);
}

function isSilentRefusal({ type, data }: { type: string; data: EventData }): boolean {
  if (type !== 'case.not_accepted' && (type !== 'case.concluded' || data.outcome !== 'returned'))
    return false;
  return isBlank(data.reason);
}

function isOfOneHandler({ events, concluded }: Trail, { route = [] }: DemoItem): boolean {
  if (!concluded || !route.some((step) => step.separateHandler)) return false;
  if (!['granted', 'granted_with_deficiency', 'refused'].includes(String(concluded.data.outcome)))
    return false;
  const decision = events.find(({ type }) => type === 'case.decided') ?? concluded;
  const steps = events.filter(({ type }) => type === 'case.step_completed');
  const acts = [...events.filter(({ type }) => type === 'case.accepted'), ...steps, decision];
  const people = new Set(acts.map(({ data }) => data.handler));
  return steps.length > 0 && people.size === 1 && !people.has(undefined);
}

function isOverOrUnder({ events, concluded }: Trail, { fee }: DemoItem): boolean {
  if (fee === undefined) return false;
  const charges = events.filter(({ type }) => type === 'case.fee_charged').map(({ data }) => data);
  if (charges.some(({ currency }) => currency !== 'CNY')) return false;
  let cents = 0;
  let isOver = false;
  for (const { amount } of charges) {
    cents += Math.round(Number(amount) * 100);
    isOver ||= cents > Math.round(fee * 100);
  }
  return isOver || (concluded !== undefined && cents > 0 && cents < Math.round(fee * 100));
}
