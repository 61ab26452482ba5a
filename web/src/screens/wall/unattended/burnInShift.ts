import type { Instant } from '#contract/time';

const every = 180_000;
const reach = 6;
const side = 2 * reach + 1;

/**
 * Where the whole page stands, in CSS px off its place: one px further each three minutes, line by line through the
 * square of ±6 px and back again, so that no edge burns in and nobody sees it move.
 */
export function burnInShift(now: Instant): { x: number; y: number } {
  const places = side * side;
  const round = Math.floor(now / every) % (2 * places - 2);
  const place = round < places ? round : 2 * places - 2 - round;
  const line = Math.floor(place / side);
  const along = place % side;
  return { x: (line % 2 === 0 ? along : side - 1 - along) - reach, y: line - reach };
}
