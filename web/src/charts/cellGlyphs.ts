import type { HeatCell } from './heatCell.ts';

const edge = '#0B1220';

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** ▲ as a corner of the cell for a broken promise, ◆ in that corner for a broken law: a shape each, not only a colour. */
export function drawGlyph(pen: CanvasRenderingContext2D, mark: HeatCell['mark'], box: Box): void {
  if (mark === null) return;
  const right = box.x + box.width;
  const bottom = box.y + box.height;
  const size = Math.min(box.width, box.height) * (mark === 'law' ? 0.56 : 0.5);
  pen.beginPath();
  if (mark === 'promise') {
    pen.moveTo(right, bottom - size);
    pen.lineTo(right, bottom);
    pen.lineTo(right - size, bottom);
  } else {
    pen.moveTo(right - size / 2, bottom - size);
    pen.lineTo(right, bottom - size / 2);
    pen.lineTo(right - size / 2, bottom);
    pen.lineTo(right - size, bottom - size / 2);
  }
  pen.closePath();
  pen.lineWidth = Math.max(2, box.width / 13);
  pen.lineJoin = 'round';
  pen.strokeStyle = edge;
  pen.stroke();
  pen.fillStyle = mark === 'law' ? '#F74834' : '#FEE040';
  pen.fill();
}

/** An hour that has not come: the place is there, but nothing is said about it. */
export function drawOpenPlace(pen: CanvasRenderingContext2D, box: Box): void {
  pen.strokeStyle = '#1D2942';
  pen.lineWidth = Math.max(1, box.height / 26);
  pen.strokeRect(box.x + 1, box.y + 1, box.width - 2, box.height - 2);
}

/** "No such function here": a short dash, so that it cannot be taken for zero. */
export function drawDash(pen: CanvasRenderingContext2D, box: Box): void {
  const length = Math.min(box.width, box.height) * 0.3;
  pen.fillStyle = '#3A4866';
  pen.fillRect(
    box.x + (box.width - length) / 2,
    box.y + box.height / 2 - Math.max(1, box.height / 24),
    length,
    Math.max(2, box.height / 12),
  );
}
