export interface Balance {
  /** Population standard deviation of a unit's ranks in the sub-scores. */
  balance: number;
  rank: number;
}

/** 均衡度: how evenly each unit does in its sub-scores. The smallest is first; equal ones share a rank. */
export function rankBalances(units: readonly (readonly number[])[]): Balance[] {
  const spreads = units.map(spreadOf);
  return spreads.map((spread) => ({
    balance: Math.sqrt(spread.times) / spread.n,
    rank: 1 + spreads.filter((other) => isSmaller(other, spread)).length,
  }));
}

interface Spread {
  n: number;
  /** The variance `n * n` times: of ranks a whole number, so that equal ones are equal. */
  times: number;
}

function spreadOf(ranks: readonly number[]): Spread {
  const n = Math.max(1, ranks.length);
  const sum = ranks.reduce((total, rank) => total + rank, 0);
  const squares = ranks.reduce((total, rank) => total + rank * rank, 0);
  return { n, times: n * squares - sum * sum };
}

const isSmaller = (a: Spread, b: Spread): boolean => a.times * b.n * b.n < b.times * a.n * a.n;
