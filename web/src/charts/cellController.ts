import { DatasetController } from 'chart.js';
import { MatrixElement } from 'chartjs-chart-matrix';

declare module 'chart.js' {
  interface ChartTypeRegistry {
    cells: Omit<ChartTypeRegistry['matrix'], 'datasetOptions'> & { datasetOptions: CellDataset };
  }
}

export type CellColour = CanvasPattern | string;

/** What all squares have in common, CSS px. */
export interface CellSize {
  width: number;
  height: number;
  radius: number;
}

interface CellDataset {
  cell: CellSize;
  /** Of each point. */
  colours: readonly CellColour[];
}
const isCellDataset = (dataset: object): dataset is CellDataset => 'cell' in dataset && 'colours' in dataset;
const nothing: CellDataset = { cell: { width: 0, height: 0, radius: 0 }, colours: [] };

/**
 * A matrix whose squares differ in place and colour alone. The library's own controller of matrices resolves
 * eight options of each square anew with every change and saves the canvas around each: at 960 squares that was half of
 * the time a delta took.
 */
export class CellController extends DatasetController<'cells', MatrixElement> {
  static readonly id = 'cells';
  static readonly defaults = { dataElementType: MatrixElement.id };

  override update(): void {
    const { data } = this._cachedMeta;
    this.updateElements(data, 0, data.length);
  }

  override updateElements(rects: MatrixElement[], start: number, count: number): void {
    const { width, height } = this.own().cell;
    const { xScale, yScale } = this._cachedMeta;
    if (!xScale || !yScale) return;
    for (let index = start; index < start + count; index += 1) {
      const { x, y } = this.getParsed(index);
      const place = {
        x: xScale.getPixelForValue(x) - width / 2,
        y: yScale.getPixelForValue(y) - height / 2,
      };
      Object.assign(rects[index] ?? {}, place, { width, height });
    }
  }

  /** One path for each colour. */
  override draw(): void {
    const { ctx } = this.chart;
    const { cell, colours } = this.own();
    const paths = new Map<CellColour, Path2D>();
    for (const [index, { x, y }] of this.getMeta().data.entries()) {
      const colour = colours[index] ?? 'transparent';
      if (colour === 'transparent') continue;
      let path = paths.get(colour);
      if (!path) paths.set(colour, (path = new Path2D()));
      path.roundRect(x, y, cell.width, cell.height, cell.radius);
    }
    for (const [colour, path] of paths) {
      ctx.fillStyle = colour;
      ctx.fill(path);
    }
  }

  private own(): CellDataset {
    const dataset = this.getDataset();
    return isCellDataset(dataset) ? dataset : nothing;
  }
}
