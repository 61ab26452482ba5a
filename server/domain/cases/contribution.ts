import type { CaseFacts } from './caseFacts.ts';

/** What a case adds to the roll-ups; a change of a case adds `after` and subtracts `before`. */
export interface Contribution {
  day: string;
}
export declare function contributionOf(facts: CaseFacts, alert: number, queries: number): Contribution[];
