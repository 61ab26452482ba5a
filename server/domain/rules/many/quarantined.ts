import type { Instant } from '#contract/time';
import { invalidData } from '../invalidData.ts';
import { threshold } from '../rule.ts';
import { clearGroup, raisedGroup, type ManyRule } from './manyRule.ts';

/** What a source sent on one local day, and what of it waits for codes that nobody knows yet. */
export interface IntakeDay {
  /** Events, those that wait among them. */
  received: number;
  waiting: number;
  /** Whose events wait. */
  cases: number;
  /** When the first of them came. */
  since: Instant;
}

/** DAT-01 over a source's day: so much waits for unknown codes that its figures are short by it. */
export const quarantined: ManyRule<IntakeDay> = {
  id: 'DAT-01',
  aspect: 'data',
  defaults: invalidData.defaults,
  judge({ received, waiting, cases, since }, params) {
    if (waiting * 100 <= received * threshold(params, 'quarantinedPercent')) return clearGroup;
    const facts = { fault: 'quarantined', waiting, received, cases };
    return raisedGroup({ severity: 'info', at: since, facts, cases: [], events: [] });
  },
};
