/** One square of a heat matrix, in column and row numbers; colours and shapes are the chart's affair. */
export interface HeatCell {
  column: number;
  row: number;
  /** `none`: no such function; `silent`: its source is silent; `ahead`: an hour that has not come. */
  kind: 'value' | 'none' | 'silent' | 'ahead';
  value: number;
  /** Step of the ramp, 0–6. */
  step: number;
  /** Corner glyph: something open is past its promise, or past the law. */
  mark: 'promise' | 'law' | null;
}
