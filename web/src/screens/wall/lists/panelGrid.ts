export interface PanelGrid {
  columns: number;
  rows: number;
  /** How many panels at a time; the others wait for their turn. */
  shown: number;
}

/**
 * How to lay out a few equal panels, none smaller than `least`, without a hole where that can be had; as many side by
 * side as fit. Where there is not room for all, as many as there is room for, at least one.
 */
export function panelGrid(
  room: { width: number; height: number },
  least: { width: number; height: number },
  panels: number,
): PanelGrid {
  const across = Math.max(1, Math.floor(room.width / least.width));
  const down = Math.max(1, Math.floor(room.height / least.height));
  for (let columns = Math.min(panels, across); columns >= 1; columns--)
    if (panels % columns === 0 && panels / columns <= down)
      return { columns, rows: panels / columns, shown: panels };
  const columns = Math.min(panels, across);
  const rows = Math.min(Math.ceil(panels / columns), down);
  // a row that is not full would be a hole
  const full = Math.max(1, Math.min(rows, Math.floor(panels / columns)));
  return { columns, rows: full, shown: columns * full };
}
