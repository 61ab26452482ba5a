export const precisions = ['second', 'minute', 'day'] as const;
export type Precision = (typeof precisions)[number];

/** What a source may have no way to tell, so that its silence proves nothing. */
export const inexpressible = [
  'suspension.kind',
  'suspension.approver',
  'suspension.reason',
  'suspension.notice',
  'suspension.approvedDays',
  'extension.approver',
  'refusal.reason',
  'case.delivered',
  'case.pre_reviewed',
] as const;

/** What is registered about a source beside its name, URI and namespace. */
export interface SourceSettings {
  /** Unknown codes become provisional catalogue entries instead of quarantined dead letters. */
  lenient: boolean;
  /** Due dates it sends override the computed ones. */
  trustDueDates: boolean;
  /** A past log: no arrival of its own, complete, sends nothing, flags born archived. */
  historical: boolean;
  /** Working days between an event and its arrival that are normal for this source. */
  delayWorkdays: number;
  precision: Precision;
  /** Reports only suspensions that have ended. */
  finishedSuspensionsOnly: boolean;
  /** Fields this source has no way to send, e.g. `suspension.kind`, `suspension.approver`. */
  cannotExpress: string[];
  calendar?: string;
  timezone?: string;
  /** Codes (subtrees) it may report for; empty: all. */
  departments: string[];
  regions: string[];
  /** Code translations by field: `{ score: { "1": 5 } }`. An unlisted value is DAT-01. */
  values: Record<string, Record<string, string | number>>;
}

export const defaultSourceSettings: SourceSettings = {
  lenient: false,
  trustDueDates: false,
  historical: false,
  delayWorkdays: 1,
  precision: 'second',
  finishedSuspensionsOnly: false,
  cannotExpress: [],
  departments: [],
  regions: [],
  values: {},
};
