import type { Instant, InstantText } from '#contract/time';

/** RFC 3339 in UTC with milliseconds. */
export const instantText = (at: Instant): InstantText => new Date(at).toISOString();

export const instantTextOrNull = (at: Instant | null): InstantText | null =>
  at === null ? null : instantText(at);
