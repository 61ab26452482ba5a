import type { Limit } from './limit.ts';
import type { InstantText, LocalDay } from './time.ts';

export const handlings = ['instant', 'promised', 'auto'] as const;
/** 即办件, 承诺件, 秒批. */
export type Handling = (typeof handlings)[number];

export interface RouteStep {
  step: string;
  required: boolean;
  limit?: Limit;
  /** 一审一核: another person than the step before. */
  separateHandler?: boolean;
  aliases?: string[];
  /** Lifecycle events that prove the step (受理 by `case.accepted`). */
  satisfiedBy?: string[];
}

/** One version of a service item (事项), in force from the local day `validFrom` on. */
export interface ItemVersion {
  code: string;
  /** Catalogue revision that recorded this version; with the code it is the version's identity. */
  revision: number;
  validFrom: LocalDay;
  name: string;
  shortName?: string;
  /** GB/T 39046: 01 licence … 10 other power, 20 public service. */
  type: string;
  handling: Handling;
  statutoryLimit?: Limit;
  /** The article that the statutory limit rests on. */
  legalBasis?: string;
  promisedLimit?: Limit;
  route?: RouteStep[];
  floorMinutes?: number;
  visits?: number;
  onlineDepth?: number;
  fee?: number;
  calendar?: string;
  /** Silence counts as acceptance (Art. 32): true for type 01 unless said otherwise. */
  deemedAcceptance?: boolean;
  /** Created from an unknown code by a lenient source: no limits, never flagged. */
  provisional?: boolean;
  approvedBy?: string;
  approvedAt?: InstantText;
  reason?: string;
}
