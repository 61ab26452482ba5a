import type { CaseEventData, CaseEventType } from '#contract/caseEvent';
import type { RuleId } from '#contract/rule';

/** What rules need that a source may never send. */
export interface Need {
  type: CaseEventType;
  /** A field of its `data`; left out: the event itself. */
  field?: keyof CaseEventData;
  rules: readonly RuleId[];
  /** Every source should send it; others may have no occasion to. */
  always?: true;
  /** How a source is registered that has no way to send it. */
  cannotExpress?: string;
}

/** RULES §3 read backwards: by what is sent. */
export const needs: readonly Need[] = [
  { type: 'case.submitted', rules: ['ACC-01', 'ACC-02', 'STEP-03', 'END-01'], always: true },
  { type: 'case.submitted', field: 'channel', rules: ['ACC-02'] },
  { type: 'case.submitted', field: 'applicantRef', rules: ['END-01', 'DAT-01'] },
  { type: 'case.pre_reviewed', rules: ['ACC-02'], cannotExpress: 'case.pre_reviewed' },
  { type: 'case.received', rules: ['ACC-01'] },
  { type: 'case.correction_requested', rules: ['ACC-01', 'COR-01'] },
  { type: 'case.not_accepted', field: 'reason', rules: ['ACC-03'], cannotExpress: 'refusal.reason' },
  {
    type: 'case.accepted',
    rules: ['TIM-01', 'TIM-02', 'TIM-03', 'TIM-05', 'FAST-01', 'STEP-03'],
    always: true,
  },
  { type: 'case.accepted', field: 'handler', rules: ['STEP-04'] },
  { type: 'case.step_completed', rules: ['STEP-01', 'STEP-02', 'STEP-04', 'TIM-04'], always: true },
  { type: 'case.step_completed', field: 'handler', rules: ['STEP-04'] },
  { type: 'case.suspended', rules: ['HANG-01', 'HANG-02', 'HANG-03', 'HANG-06'] },
  { type: 'case.suspended', field: 'kind', rules: ['HANG-01'], cannotExpress: 'suspension.kind' },
  { type: 'case.suspended', field: 'approver', rules: ['HANG-01'], cannotExpress: 'suspension.approver' },
  {
    type: 'case.suspended',
    field: 'reason',
    rules: ['HANG-01', 'HANG-05'],
    cannotExpress: 'suspension.reason',
  },
  { type: 'case.suspended', field: 'notice', rules: ['HANG-01'], cannotExpress: 'suspension.notice' },
  {
    type: 'case.suspended',
    field: 'approvedDays',
    rules: ['HANG-01', 'HANG-06'],
    cannotExpress: 'suspension.approvedDays',
  },
  { type: 'case.resumed', rules: ['HANG-06'] },
  { type: 'case.extended', field: 'approver', rules: ['EXT-01'], cannotExpress: 'extension.approver' },
  { type: 'case.decided', field: 'handler', rules: ['STEP-04'] },
  { type: 'case.concluded', rules: ['TIM-02', 'TIM-03', 'FAST-01', 'STEP-01'], always: true },
  { type: 'case.concluded', field: 'handler', rules: ['FAST-02', 'FAST-03'] },
  { type: 'case.delivered', rules: ['DLV-01'], cannotExpress: 'case.delivered' },
  { type: 'case.fee_charged', rules: ['FEE-01'] },
];
