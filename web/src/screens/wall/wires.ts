type Rect = Pick<DOMRect, 'left' | 'right' | 'top' | 'bottom' | 'width' | 'height'>;

const round = (value: number) => Math.round(value * 2) / 2;
const between = (value: number, low: number, high: number) => Math.min(Math.max(value, low), high);

/** From the card to the nearest side of its tile: down (or up) from above the tile, else across and then down. */
export function tileWire(card: Rect, tile: Rect): string {
  const x = tile.left + tile.width / 2;
  const isBelow = tile.top >= card.bottom;
  const isAbove = tile.bottom <= card.top;
  if (!isBelow && !isAbove) {
    const y = between(tile.top + tile.height / 2, card.top + 12, card.bottom - 12);
    return tile.left >= card.right
      ? `M${round(card.right)} ${round(y)}H${round(tile.left)}`
      : `M${round(card.left)} ${round(y)}H${round(tile.right)}`;
  }
  const end = isBelow ? tile.top : tile.bottom;
  if (x > card.left + 16 && x < card.right - 16) return `M${round(x)} ${round(isBelow ? card.bottom : card.top)}V${round(end)}`;
  const y = card.top + card.height / 2;
  return x >= card.right
    ? `M${round(card.right)} ${round(y)}H${round(x)}V${round(end)}`
    : `M${round(card.left)} ${round(y)}H${round(x)}V${round(end)}`;
}

/** From the card's side along the gutter and the line between two rows to the square's corner: over no square. */
export function matrixWire(card: Rect, square: Rect): string {
  const y = card.top + card.height / 2;
  const isLeft = square.right <= card.left;
  if (!isLeft) {
    const x = between(square.left + square.width / 2, card.left + 16, card.right - 16);
    return `M${round(x)} ${round(square.top >= card.bottom ? card.bottom : card.top)}V${round((card.bottom + square.top) / 2)}H${round(square.left)}V${round(square.top)}`;
  }
  const gutter = card.left - 14;
  return `M${round(card.left)} ${round(y)}H${round(gutter)}V${round(square.bottom)}H${round(square.right)}`;
}
