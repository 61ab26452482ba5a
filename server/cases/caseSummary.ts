import { alerts, type CaseSummary } from '#contract/answerSchema';
import { instantText, instantTextOrNull } from '../http/instantText.ts';
import type { CaseRow } from './caseListStore.ts';

/** A case as lists answer it. */
export function caseSummaryOf({ position: _position, ...row }: CaseRow): CaseSummary {
  return {
    ...row,
    submittedAt: instantTextOrNull(row.submittedAt),
    receivedAt: instantTextOrNull(row.receivedAt),
    acceptedAt: instantTextOrNull(row.acceptedAt),
    concludedAt: instantTextOrNull(row.concludedAt),
    promisedDueAt: instantTextOrNull(row.promisedDueAt),
    statutoryDueAt: instantTextOrNull(row.statutoryDueAt),
    firstEventAt: instantText(row.firstEventAt),
    lastEventAt: instantText(row.lastEventAt),
    alert: alerts[row.concludedAt === null ? row.alert : 0] ?? 'none',
  };
}
