import type { FlagSummary } from '#contract/answerSchema';
import { maskedNumber } from '../../format/maskedNumber.ts';

/** What a flag is about, as lists show it. */
export function subjectText({ subject }: Pick<FlagSummary, 'subject'>): string {
  return subject.kind === 'case' ? maskedNumber(subject.id) : subject.id;
}
