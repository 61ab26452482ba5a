import { isUnlimited } from './scopeOracle.ts';
import { sample, type Sight } from './scopedAsks.ts';
import type { Row } from './scopedRows.ts';

/** Something an account tries on what is outside its scope. */
export interface Attempt {
  path: string;
  body?: unknown;
  /** In person, not by a token. */
  inPerson?: boolean;
  /** Answered 200 with nothing done; others are answered 403 or 404. */
  nothingDone?: (answer: Record<string, unknown>) => boolean;
}

export type Attempts = (sight: Sight) => Attempt[];

export const none: Attempts = () => [];
export const outside = (
  kind: Parameters<typeof sample>[1],
  attempt: (row: Row, sight: Sight) => Attempt,
  most = 2,
): Attempts => {
  return (sight) =>
    sample(sight, kind)
      .outside.slice(0, most)
      .map((row) => attempt(row, sight));
};
/** What concerns every place: no account that is limited to some may change it. */
export const everywhere = (path: string, body?: unknown): Attempts => {
  return ({ who }) =>
    isUnlimited(who) ? [] : [{ path, ...(body === undefined ? {} : { body }), inPerson: true }];
};
