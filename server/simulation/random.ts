/** A seeded stream of random numbers. The same seed words give the same stream on every machine. */
export interface Random {
  /** [0, 1) */
  next(): number;
  chance(probability: number): boolean;
  /** Whole number from `from` to `to`, both included. */
  int(from: number, to: number): number;
  /** Number from `from` up to `to`. */
  between(from: number, to: number): number;
  pick<T>(list: readonly T[]): T;
}

/** sfc32 (Chris Doty-Humphrey's small fast counter), its state filled from the words by FNV-1a. */
export function createRandom(...words: (string | number)[]): Random {
  const text = words.join('/');
  let [a, b, c] = [hash(text, 1), hash(text, 2), hash(text, 3)];
  let counter = 1;
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 2 ** 32;
  };
  for (let i = 0; i < 12; i += 1) next();
  return {
    next,
    chance: (probability) => next() < probability,
    int: (from, to) => from + Math.floor(next() * (to - from + 1)),
    between: (from, to) => from + next() * (to - from),
    pick: (list) => {
      const it = list[Math.floor(next() * list.length)];
      if (it === undefined) throw new Error('nothing to pick from');
      return it;
    },
  };
}

function hash(text: string, salt: number): number {
  let value = Math.imul(2166136261 ^ salt, 16777619);
  for (let i = 0; i < text.length; i += 1) value = Math.imul(value ^ text.charCodeAt(i), 16777619);
  value = Math.imul(value ^ (value >>> 15), 2246822507);
  return (value ^ (value >>> 13)) | 0;
}

/** Picks in proportion to weights; by bisection, so that a thousand offices cost ten steps. */
export function weightedPicker<T>(list: readonly T[], weightOf: (it: T) => number): (random: Random) => T {
  let total = 0;
  const sums = list.map((it) => (total += weightOf(it)));
  return (random) => {
    const target = random.next() * total;
    let [low, high] = [0, sums.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sums[middle] ?? 0) > target) high = middle;
      else low = middle + 1;
    }
    const it = list[low];
    if (it === undefined) throw new Error('nothing to pick from');
    return it;
  };
}
