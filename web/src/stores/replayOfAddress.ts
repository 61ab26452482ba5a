import type { ReplayWish } from '#contract/replay';

/** A wall by itself: an office day in ten minutes. */
const usualSpeed = 60;

/**
 * The past that a wall's address asks for: `?replay=2026-11-20` (a day's office hours), or from a minute
 * `?replay=2026-11-20T08:30` until another `&until=2026-11-20T12:00`, `&speed=60`; null: the present.
 */
export function replayOfAddress(query: URLSearchParams): Omit<ReplayWish, 'region'> | null {
  const from = query.get('replay') ?? '';
  if (from === '') return null;
  return { from, to: query.get('until') ?? '', speed: Number(query.get('speed') ?? usualSpeed) };
}
