/** Bytes of the JavaScript heap: in use, and the most it may be. */
export interface Heap {
  used: number;
  limit: number;
}

/** How often it looks, ms. */
export const lookEvery = 5000;
const looksWithoutFrame = 3;
const heapShare = 0.8;

/**
 * Whether only loading the page anew helps: no frame in 15 s while it is visible, or a heap that is nearly full.
 * @param missed looks in a row that found no frame drawn since the one before; looks, and not time, so that a machine
 * that slept is not taken for one that hangs
 */
export function isInTrouble(missed: number, heap: Heap | null): boolean {
  return missed >= looksWithoutFrame || (heap !== null && heap.used >= heapShare * heap.limit);
}

const rescueEvery = 600_000;

/**
 * Whether the page may load itself anew because of trouble: not again within ten minutes, for what a new page does not
 * mend would have it load for ever.
 * @param last when it last did (ms of the device's clock); null: not yet
 */
export function mayRescue(now: number, last: number | null): boolean {
  return last === null || Math.abs(now - last) >= rescueEvery;
}
