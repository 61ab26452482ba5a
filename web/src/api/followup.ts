import type { FlagAction } from '#contract/followup';
import type { BulkAnswer, FollowedFlag } from '#contract/followupSchema';
import { request } from './request.ts';

/** A flag with how its follow-up stands and what the caller may do about it now. */
export type FlagAnswer = FollowedFlag;

export interface BulkRequest {
  action: FlagAction;
  flags: readonly { flagId: number; version?: number }[];
  body: Record<string, unknown>;
  dryRun: boolean;
}

export function getFlag(flagId: number): Promise<FlagAnswer> {
  return request('GET', `/flags/${flagId}`);
}

/** @throws Problem `stale_version` when somebody else was first */
export function actOnFlag(
  { flagId, version }: Pick<FlagAnswer, 'flagId' | 'version'>,
  action: FlagAction,
  body: Record<string, unknown>,
): Promise<FlagAnswer> {
  return request('POST', `/flags/${flagId}/${action}`, body, version);
}

export function actOnFlags(bulk: BulkRequest): Promise<BulkAnswer> {
  return request('POST', '/flags:bulk', bulk);
}
