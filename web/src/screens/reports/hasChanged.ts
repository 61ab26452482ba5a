import type { FigureCases } from '../../api/reports.ts';

/**
 * Whether as many stand behind a figure now as when the report counted it; what is over 10,000 is not counted to the end,
 * and whoever sees a part of it cannot tell.
 */
export function hasChanged({
  issued: { listed },
  total,
  more,
  limited,
}: Pick<FigureCases, 'total' | 'more' | 'limited'> & {
  issued: Pick<FigureCases['issued'], 'listed'>;
}): boolean {
  return !more && !limited && listed !== null && total !== listed;
}
