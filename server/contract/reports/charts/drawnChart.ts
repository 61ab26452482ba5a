/** The part of a canvas' context that marks are drawn with: a browser's and the server's have it alike. */
export interface Pen {
  font: string;
  fillStyle: unknown;
  strokeStyle: unknown;
  lineWidth: number;
  textAlign: string;
  textBaseline: string;
  lineJoin: string;
  save(): void;
  restore(): void;
  beginPath(): void;
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
  stroke(): void;
  setLineDash(dash: number[]): void;
  fillText(text: string, x: number, y: number): void;
  strokeText(text: string, x: number, y: number): void;
  measureText(text: string): { width: number };
}

/** What an inline plug-in sees of a chart of chart.js, which this folder does not import. */
export interface DrawnChart {
  ctx: Pen;
  width: number;
  chartArea: { left: number; right: number; top: number; bottom: number };
  scales: Record<string, { getPixelForValue(value: number): number }>;
}
export interface DrawnPlugin {
  id: string;
  afterDatasetsDraw(chart: DrawnChart): void;
}

export type Datum = number | null | [number, number] | { x: number; y: number };
export interface Series {
  type?: 'line' | 'bar' | 'scatter';
  label?: string;
  data: Datum[];
}
/** A configuration of chart.js: `new Chart(canvas, chartConfig(chart, look))`. */
export interface ChartConfig {
  type: 'line' | 'bar' | 'scatter';
  data: { labels?: string[]; datasets: Series[] };
  options: object;
  plugins: DrawnPlugin[];
}
