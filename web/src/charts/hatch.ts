const patterns = new WeakMap<CanvasRenderingContext2D, CanvasPattern>();

/** Diagonal stripes that mean "no data": grey on the panel's own colour. */
export function hatch(context: CanvasRenderingContext2D, size: number): CanvasPattern | string {
  const known = patterns.get(context);
  if (known) return known;
  const tile = document.createElement('canvas');
  tile.width = tile.height = Math.max(6, Math.round(size));
  const pen = tile.getContext('2d');
  if (!pen) return '#111A2E';
  const side = tile.width;
  pen.fillStyle = '#1D2637';
  pen.fillRect(0, 0, side, side);
  pen.strokeStyle = '#87909A';
  pen.lineWidth = side / 5;
  pen.lineCap = 'square';
  for (const shift of [-side, 0, side]) {
    pen.beginPath();
    pen.moveTo(shift, side);
    pen.lineTo(shift + side, 0);
    pen.stroke();
  }
  const pattern = context.createPattern(tile, 'repeat');
  if (!pattern) return '#111A2E';
  patterns.set(context, pattern);
  return pattern;
}
