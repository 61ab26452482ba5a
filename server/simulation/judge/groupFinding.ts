import type { RuleId, Severity } from '#contract/rule';
import { type Day, toLocalDay } from '../time.ts';

/** What a rule over many cases must find, `caseId` being the key of what it is about. */
export interface GroupExpectation {
  caseId: string;
  rule: RuleId;
  severity: Severity;
}

/** What a flag over many cases is about; a source and a handler by the source's URI. `on`: for a finding of one day. */
export function groupKey(kind: string, id: string, on?: Day): string {
  return `${kind} ${id}${on === undefined ? '' : ` ${toLocalDay(on)}`}`;
}
