import type { FigureVector, WallHour } from '#contract/wall';

/** What the squares of a matrix count: of today, or of what is open past promise or law. */
export type MatrixMetric = 'submitted' | 'concluded' | 'overdue';

export function ofFigures(figures: FigureVector, metric: MatrixMetric): number {
  const [submitted = 0, concluded = 0, , , overdue = 0, statutory = 0] = figures;
  if (metric === 'overdue') return overdue + statutory;
  return metric === 'submitted' ? submitted : concluded;
}

/** What is overdue has no hour. */
export function ofHour([, , submitted, concluded]: WallHour, metric: MatrixMetric): number {
  return metric === 'concluded' ? concluded : submitted;
}
