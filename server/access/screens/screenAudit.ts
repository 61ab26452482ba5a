import type { Instant } from '#contract/time';
import type { AuditEntry } from '../audit.ts';

/** By its number, which stays, and its name of the day. */
export const screenAudit = (
  action: `screen.${string}`,
  { screenId, name }: { screenId: number; name: string },
  { actor, at, ...detail }: { actor: string; at: Instant } & Record<string, unknown>,
): AuditEntry => ({
  at,
  actor,
  action,
  subject: { kind: 'screen', id: `${screenId}` },
  detail: { name, ...detail },
});
