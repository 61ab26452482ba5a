import { besideNothing, type Followup } from '../domain/followup/followup.ts';
import { movedByRules } from '../domain/followup/evolveFollowup.ts';
import type { FollowedRow } from './followupStore.ts';

/** The follow-up of a flag as it stands: what people did, and what the rules have made of the flag since. */
export function followupOfRow({
  followup,
  status,
  severity,
  owner,
}: Pick<FollowedRow, 'followup' | 'status' | 'severity' | 'owner'>): Followup {
  const start: Followup = followup ?? { ...besideNothing(severity, owner), status: 'raised' };
  return movedByRules({ ...start, owner }, status, severity);
}
