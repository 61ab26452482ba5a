export type Rect = Pick<DOMRect, 'left' | 'right' | 'top' | 'bottom' | 'width' | 'height'>;

const round = (value: number) => Math.round(value * 2) / 2;
const path = (x: number, y: number, rest: string) => `M${round(x)} ${round(y)}${rest}`;

/**
 * From the card to a corner of its tile along the lines between tiles, so that no name is struck through.
 * @param tile the whole square of the grid, all tiles being of its size
 */
export function tileWire(card: Rect, tile: Rect): string {
  const edge = Math.min(10, card.height / 4);
  const isRight = tile.left + tile.width / 2 > card.left + card.width / 2;
  const level = [tile.bottom, tile.top].find((y) => y > card.top + edge && y < card.bottom - edge);
  if (level !== undefined && (tile.left >= card.right || tile.right <= card.left))
    return isRight
      ? path(card.right, level, `H${round(tile.left)}`)
      : path(card.left, level, `H${round(tile.right)}`);

  const isBelow = tile.top >= card.bottom;
  const start = isBelow ? card.bottom : card.top;
  const end = isBelow ? tile.top : tile.bottom;
  const inside = (x: number) => x > card.left + edge && x < card.right - edge;
  let x = isRight ? tile.left : tile.right;
  // Along the last grid line that still lies under the card, then across to the tile.
  for (let steps = 0; !inside(x) && steps < 40; steps++) x += isRight ? -tile.width : tile.width;
  const near = isRight ? tile.left : tile.right;
  return path(x, start, `V${round(end)}${x === near ? '' : `H${round(near)}`}`);
}

/**
 * From the card's side down the gutter and along the line between two rows to the square: over no square. Empty
 * where the matrix does not stand left of the panel, for a wire is not drawn through other things.
 * @param panel the panel the card stands in; the gutter runs beside it
 */
export function matrixWire(card: Rect, square: Rect, panel: Rect, gutter: number): string {
  if (square.right > panel.left) return '';
  const middle = card.top + card.height / 2;
  return path(
    card.left,
    middle,
    `H${round(panel.left - gutter / 2)}V${round(square.bottom)}H${round(square.right)}`,
  );
}
