import type { FlagAction } from '#contract/followup';

/** What is done with several flags at once, with the key that starts it. */
export const bulkActions: readonly { action: FlagAction; key?: string }[] = [
  { action: 'send', key: 's' },
  { action: 'assign', key: 'a' },
  { action: 'verdict', key: 'c' },
  { action: 'order', key: 'e' },
  { action: 'remind' },
];
