/** Fewer cases than this are shown and not ranked. */
const fewestRanked = 30;

export interface Rate {
  hits: number;
  n: number;
}

/**
 * Ranks rates, highest first. Equal rates share a rank and the next one skips (1, 1, 3); fewer than `fewest` cases
 * give null. Answers in the order given.
 */
export function rankRates(rates: readonly Rate[], fewest = fewestRanked): (number | null)[] {
  const ranked = rates.filter((rate) => rate.n >= fewest);
  return rates.map((rate) =>
    rate.n < fewest ? null : 1 + ranked.filter((other) => isHigher(other, rate)).length,
  );
}

// compared as fractions: 29 of 30 and 58 of 60 are equal, whatever their quotients round to
const isHigher = (a: Rate, b: Rate): boolean => a.hits * b.n > b.hits * a.n;
