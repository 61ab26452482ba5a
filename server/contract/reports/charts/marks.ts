import type { ChartColours, ChartLook } from './chartLook.ts';
import type { DrawnChart, DrawnPlugin, Pen } from './drawnChart.ts';

export interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}
/** Draws what chart.js has no element for; a text keeps clear of the boxes taken before it. */
export interface Marker {
  line(from: [number, number], to: [number, number], colour: string, dash?: number[], width?: number): void;
  /** Right of the axis, inside the picture; false: the place was taken, and nothing was written. */
  text(text: string, at: [number, number], how: TextPlace): boolean;
  /** No text is written over this point. */
  keepClear(x: number, y: number, radius: number): void;
  widthOf(text: string): number;
  size: number;
}
export interface TextPlace {
  colour: string;
  align?: 'left' | 'center' | 'right';
  bold?: boolean;
  /** Written even where another text stands. */
  always?: boolean;
}

const overlap = (one: Box, other: Box) =>
  one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;

function marker(pen: Pen, within: [number, number], look: ChartLook, colours: ChartColours): Marker {
  const taken: Box[] = [];
  const size = look.fontSize;
  const setFont = (bold = false) => (pen.font = `${bold ? 'bold ' : ''}${size}px ${look.font}`);
  return {
    size,
    keepClear: (x, y, radius) => {
      taken.push({ left: x - radius, right: x + radius, top: y - radius, bottom: y + radius });
    },
    widthOf: (text) => {
      setFont(true);
      return pen.measureText(text).width;
    },
    line(from, to, colour, dash = [], thickness = 1) {
      pen.strokeStyle = colour;
      pen.lineWidth = thickness;
      pen.setLineDash(dash);
      pen.beginPath();
      pen.moveTo(...from);
      pen.lineTo(...to);
      pen.stroke();
      pen.setLineDash([]);
    },
    text(text, [x, y], { colour, align = 'center', bold = false, always = false }) {
      setFont(bold);
      const wide = pen.measureText(text).width;
      const wished = align === 'left' ? x : align === 'right' ? x - wide : x - wide / 2;
      const left = Math.max(within[0], Math.min(wished, within[1] - wide));
      const box = { left, right: left + wide, top: y - size * 0.55, bottom: y + size * 0.55 };
      if (!always && taken.some((other) => overlap(box, other))) return false;
      taken.push(box);
      pen.textAlign = 'left';
      pen.textBaseline = 'middle';
      pen.lineJoin = 'round';
      pen.lineWidth = size / 4;
      pen.strokeStyle = colours.paper;
      pen.strokeText(text, left, y);
      pen.fillStyle = colour;
      pen.fillText(text, left, y);
      return true;
    },
  };
}

export function marks(
  look: ChartLook,
  colours: ChartColours,
  draw: (chart: DrawnChart, marker: Marker) => void,
): DrawnPlugin {
  return {
    id: 'marks',
    afterDatasetsDraw(chart) {
      chart.ctx.save();
      draw(chart, marker(chart.ctx, [chart.chartArea.left, chart.width - 2], look, colours));
      chart.ctx.restore();
    },
  };
}
