import type { ItemVersion } from '#contract/item';
import type { Limit } from '#contract/limit';
import type { RuleParams } from '#contract/rule';
import { dayLength } from '../calendar/localDay.ts';
import type { LimitClock } from '../clock/limitClock.ts';
import type { Peers } from '../knowledge.ts';
import { threshold } from './rule.ts';

/** Of normally distributed values the standard deviation is this many times the median absolute deviation. */
const deviationOfMad = 1.4826;
const hour = 3_600_000;

/** FAST-01's floor of one case, in ms: the smaller of the item's own and a share of its promise at office hours. */
export function floorOfCase(item: ItemVersion, promised: LimitClock | undefined, params: RuleParams): number {
  const promise = promised && promised.basis !== 'instant' ? officeTime(promised, params) : undefined;
  return smallerFloor(item, promise, params);
}

/** The floor that an item's record gives to a case that brings no limit of its own, in ms; months count 30 days. */
export function floorOfItem(item: ItemVersion, params: RuleParams): number {
  return smallerFloor(item, item.promisedLimit && promisedTime(item.promisedLimit, params), params);
}

/**
 * In whole ms: a case that took less stands out from these peers. Natural times spread by factors and not by hours, so
 * it lies a number of deviations below the median of their logarithms.
 */
export function boundOfPeers({ median, mad }: Peers, params: RuleParams): number {
  return Math.round(Math.exp(median - threshold(params, 'deviations') * deviationOfMad * mad));
}

/** Median natural time of the peers in whole ms. */
function medianOfPeers({ median }: Peers): number {
  return Math.round(Math.exp(median));
}

/** Half of the peers took less than `floor` ms. */
export function isUnder(floor: number, peers: Peers): boolean {
  return medianOfPeers(peers) < floor;
}

/** Peers that are many enough to be a measure; else undefined, and the item's promise decides. */
export function enoughPeers(peers: Peers | undefined, params: RuleParams): Peers | undefined {
  return peers && peers.n >= threshold(params, 'fewestPeers') ? peers : undefined;
}

/** What a finding tells of the peers it was measured by: enough to compute it again, and to find the baseline. */
export function factsOfPeers(peers: Peers): Record<string, number> {
  return {
    peers: peers.n,
    peersMedianMs: medianOfPeers(peers),
    peersMad: Math.round(peers.mad * 10_000) / 10_000,
    baseline: peers.baseline,
    baselineTakenAt: peers.takenAt,
  };
}

function smallerFloor(item: ItemVersion, promise: number | undefined, params: RuleParams): number {
  const candidates: number[] = [];
  if (item.floorMinutes !== undefined) candidates.push(item.floorMinutes * 60_000);
  if (promise !== undefined) candidates.push((promise * threshold(params, 'promisePercent')) / 100);
  return candidates.length > 0 ? Math.min(...candidates) : threshold(params, 'fallbackMinutes') * 60_000;
}

function officeTime({ limit, allowed }: LimitClock, params: RuleParams): number {
  const unit = limit?.unit ?? 'workday';
  if (unit === 'minute' || unit === 'work_hour') return allowed;
  const days = limit && unit === 'workday' ? limit.value : allowed / dayLength;
  return days * threshold(params, 'hoursPerWorkday') * hour;
}

function promisedTime({ value, unit }: Limit, params: RuleParams): number {
  if (unit === 'minute') return value * 60_000;
  if (unit === 'work_hour') return value * hour;
  const days = unit === 'month' ? value * 30 : value;
  return days * threshold(params, 'hoursPerWorkday') * hour;
}
