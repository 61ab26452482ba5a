import type { IndicatorId } from '#contract/reports/indicator';
import type { Difference, Ranking, RankingRow } from '#contract/reports/snapshot';
import { rankRates, type Rate } from '../evaluation/rankRates.ts';
import { wilsonInterval } from '../evaluation/wilsonInterval.ts';
import { funnelLimits, funnelTails } from './funnelLimits.ts';

/** Hits and n of each unit, by its code. */
export type UnitRates = ReadonlyMap<string, Rate>;

/** The city's rates, around which limits are drawn. */
export interface CityRates {
  now: Rate;
  before: Rate;
}

/**
 * Ranks units by a share of which more is better. Equal shares share a rank; with fewer than `least` observations a unit
 * is listed and neither ranked nor marked. Red and black lists name who is marked in this period and in the one before.
 * Without the city's rates the units are all of the city's.
 */
export function rankUnits(
  by: 'region' | 'department',
  indicator: IndicatorId,
  least: number,
  now: UnitRates,
  before: UnitRates,
  city: CityRates = { now: wholeOf(now), before: wholeOf(before) },
): Ranking {
  const whole = city.now;
  const previous = marksOf(before, least, city.before);
  const marks = marksOf(now, least, whole);
  const rows = [...now].map(([code, { hits, n }]): RankingRow => {
    const { rank, difference } = marks.get(code) ?? unmarked;
    return {
      code,
      value: n === 0 ? null : hits / n,
      n,
      hits,
      rank,
      reason: rank === null ? 'too_few_cases' : null,
      interval: n === 0 ? null : wilsonInterval(hits, n),
      difference,
      previousRank: previous.get(code)?.rank ?? null,
    };
  });
  rows.sort((a, b) => (a.rank ?? Infinity) - (b.rank ?? Infinity) || b.n - a.n || (a.code < b.code ? -1 : 1));
  const twice = (mark: Difference): string[] =>
    rows
      .filter(({ code, difference }) => difference === mark && previous.get(code)?.difference === mark)
      .map(({ code }) => code);
  return {
    by,
    indicator,
    whole: { value: whole.n === 0 ? null : whole.hits / whole.n, n: whole.n },
    rows,
    red: twice('better'),
    black: twice('worse').reverse(),
  };
}

interface Mark {
  rank: number | null;
  difference: Difference;
}
const unmarked: Mark = { rank: null, difference: 'none' };

function marksOf(rates: UnitRates, least: number, whole: Rate): Map<string, Mark> {
  const ranks = rankRates([...rates.values()], least);
  return new Map(
    [...rates].map(([code, rate], i): [string, Mark] => [
      code,
      { rank: ranks[i] ?? null, difference: rate.n < least ? 'none' : differenceOf(rate, whole) },
    ]),
  );
}

function differenceOf({ hits, n }: Rate, whole: Rate): Difference {
  const [low, high] = funnelLimits(whole.hits / whole.n, n, funnelTails['99.8']);
  const value = hits / n;
  return value < low ? 'worse' : value > high ? 'better' : 'none';
}

function wholeOf(rates: UnitRates): Rate {
  let hits = 0;
  let n = 0;
  for (const rate of rates.values()) {
    hits += rate.hits;
    n += rate.n;
  }
  return { hits, n };
}
