import { outcomes, suspensionKinds, type CaseEventData, type CaseEventType } from '#contract/caseEvent';
import * as read from './fieldReaders.ts';

type Field = Exclude<keyof CaseEventData, 'applicantRef' | 'applicantIdValid' | 'data' | 'time'>;

const code = read.code(64);
const name = read.code(200);
const reason = read.text(4000);

/** How each field of `data` is read, whatever the type of its event. */
export const fieldReaders: { [F in Field]: read.Reader<NonNullable<CaseEventData[F]>> } = {
  item: code,
  region: code,
  department: code,
  channel: code,
  handler: read.handler,
  parentCase: read.line(128),
  marks: read.marks,
  promisedDueAt: read.dueInstant,
  statutoryDueAt: read.dueInstant,
  promisedLimit: read.limit,
  statutoryLimit: read.limit,
  reason,
  materials: read.listOf(name, 200),
  newFacts: read.flag,
  step: name,
  action: name,
  dueAt: read.dueInstant,
  kind: read.oneOf(suspensionKinds),
  approvedDays: read.numberFrom(0, 3660),
  approver: name,
  approvedAt: read.instant,
  notice: reason,
  days: read.numberFrom(0, 3660),
  outcome: read.oneOf(outcomes),
  method: code,
  applicantNotified: read.flag,
  applicantNotifiedAt: read.instant,
  amount: read.numberFrom(-1e12, 1e12),
  currency: code,
  score: read.score,
  isDefault: read.flag,
  ticket: read.line(128),
  result: reason,
  eventId: read.line(200),
};

export type { Field };
const isField = (name: string): name is Field => Object.hasOwn(fieldReaders, name);

const common: Field[] = ['item', 'region', 'department', 'channel', 'handler'];
const allFields = Object.keys(fieldReaders).filter(isField);

interface TypeFields {
  /** Beside the common ones. */
  may: Field[];
  must: Field[];
}
const fields = (may: Field[], must: Field[] = []): TypeFields => ({ may: [...common, ...may], must });

/** CONTRACT's event table. A field that is not its type's own is not stored. */
export const fieldsOfType: Record<CaseEventType, TypeFields> = {
  'case.submitted': fields(['parentCase', 'marks']),
  'case.pre_reviewed': fields(['result', 'reason']),
  'case.received': fields([]),
  'case.accepted': fields([
    'promisedDueAt',
    'statutoryDueAt',
    'promisedLimit',
    'statutoryLimit',
    'parentCase',
    'marks',
  ]),
  'case.not_accepted': fields(['reason']),
  'case.correction_requested': fields(['materials', 'newFacts', 'reason']),
  'case.correction_received': fields(['materials', 'newFacts']),
  'case.step_started': fields(['step', 'action', 'dueAt'], ['step']),
  'case.step_completed': fields(['step', 'action', 'dueAt'], ['step']),
  'case.suspended': fields(['kind', 'approvedDays', 'approver', 'approvedAt', 'reason', 'notice']),
  'case.resumed': fields(['kind', 'reason', 'notice']),
  'case.extended': fields(['days', 'approver', 'approvedAt', 'reason'], ['days']),
  'case.decided': { may: [...common, 'outcome', 'reason'], must: [] },
  'case.concluded': fields(['outcome', 'reason'], ['outcome']),
  'case.certificate_issued': fields(['method', 'applicantNotified', 'applicantNotifiedAt']),
  'case.delivered': fields(['method', 'applicantNotified', 'applicantNotifiedAt']),
  'case.fee_charged': fields(['amount', 'currency'], ['amount']),
  'case.rated': fields(['score', 'isDefault', 'ticket'], ['score']),
  'case.rating_rectified': fields(['result']),
  'case.rating_called_back': fields(['result']),
  'case.complained': fields([]),
  'case.reopened': fields(['reason', 'approver']),
  'case.amended': { may: allFields, must: ['eventId'] },
  'case.voided_event': fields(['eventId', 'reason'], ['eventId']),
};

const mayOf = new Map<string, ReadonlySet<string>>(
  Object.entries(fieldsOfType).map(([type, { may }]) => [type, new Set<string>(may)]),
);
export const mayCarry = (type: CaseEventType, field: string): field is Field =>
  mayOf.get(type)?.has(field) ?? false;

/** Free text of citizens: never stored in clear. */
export const sealedTexts: Partial<Record<CaseEventType, string[]>> = {
  'case.rated': ['comment'],
  'case.complained': ['text'],
  'case.step_started': ['opinion'],
  'case.step_completed': ['opinion'],
};
