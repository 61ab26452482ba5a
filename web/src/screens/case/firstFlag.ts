import { severities } from '#contract/rule';
import type { FlagCard } from '#contract/wall';

const ended = ['closed', 'withdrawn', 'resolved', 'exempt', 'archived'];

/** The flag to look at first: one that stands before one that ended, of these the worst, of these the newest. */
export function firstFlag(flags: readonly FlagCard[]): number | null {
  const weight = ({ status, severity }: FlagCard) =>
    (ended.includes(status) ? 0 : severities.length) + severities.indexOf(severity);
  const [first] = [...flags].sort(
    (a, b) => weight(b) - weight(a) || Date.parse(b.raisedAt) - Date.parse(a.raisedAt),
  );
  return first?.flagId ?? null;
}
