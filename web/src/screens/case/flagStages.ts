import type { FlagStatus } from '#contract/rule';

/** The way of a flag that is found to be right. */
export const flagStages = ['raised', 'sent', 'replied', 'rectifying', 'reviewing', 'closed'] as const;

/** How far a flag has come on it; null for those that left it. */
export function stageReached(status: FlagStatus): number | null {
  if (status === 'confirmed') return flagStages.indexOf('rectifying');
  const index = flagStages.findIndex((stage) => stage === status);
  return index < 0 ? null : index;
}
