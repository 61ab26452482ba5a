import { describe, expect, it } from 'vitest';
import { rankingLeftOut } from './rankingLeftOut.ts';

/** Ranks of groups that share one, in order; `null`: not ranked. */
const ranking = (...groups: readonly (readonly [size: number, isRanked?: false])[]) => {
  let before = 0;
  return groups.flatMap(([size, isRanked = true]) => {
    const rank = isRanked ? before + 1 : null;
    before += size;
    return Array.from({ length: size }, () => ({ rank }));
  });
};
const alone = (count: number) => Array.from({ length: count }, () => [1] as const);

describe('what is not printed of a ranking', () => {
  it('is nothing of one that is read at a glance', () => {
    expect(rankingLeftOut(ranking(...alone(41), [19, false]))).toEqual({ ranked: null, unranked: null });
  });

  it('is the middle: the first and the last twenty are printed', () => {
    expect(rankingLeftOut(ranking(...alone(500)))).toEqual({ ranked: { from: 20, to: 480 }, unranked: null });
  });

  it('is who has too few cases, where these are many', () => {
    expect(rankingLeftOut(ranking(...alone(500), [10, false])).unranked).toBeNull();
    expect(rankingLeftOut(ranking(...alone(50), [300, false]))).toEqual({
      ranked: null,
      unranked: { from: 50, to: 350 },
    });
  });

  it('holds all or none of those that share a rank', () => {
    const { ranked } = rankingLeftOut(ranking(...alone(15), [10], ...alone(100), [8], ...alone(15)));
    expect(ranked).toEqual({ from: 15, to: 133 });
  });

  it('holds all of the last rank, where more share it than are printed', () => {
    expect(rankingLeftOut(ranking(...alone(90), [40])).ranked).toEqual({ from: 20, to: 130 });
  });

  it('leaves the first rows of a first rank that more share than are printed', () => {
    expect(rankingLeftOut(ranking([400], ...alone(100))).ranked).toEqual({ from: 20, to: 480 });
  });
});
