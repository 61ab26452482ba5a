import type { FlagListItem } from '../../api/flags.ts';
import { maskedNumber } from '../../format/maskedNumber.ts';

type Level = FlagListItem['severity'] | 'due';

/** Due soon has a shape of its own: it is no fault yet. */
export function levelOf({ rule, severity }: Pick<FlagListItem, 'rule' | 'severity'>): Level {
  return rule === 'TIM-01' ? 'due' : severity;
}

export function subjectText({ subject }: Pick<FlagListItem, 'subject'>): string {
  return subject.kind === 'case' ? maskedNumber(subject.id) : subject.id;
}
