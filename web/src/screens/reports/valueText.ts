import { indicatorTable } from '#contract/reports/indicatorTable';
import { groupedText, shareText } from '#contract/reports/roundedText';

type Translate = (key: string, values: Record<string, string>) => string;

/** A figure's value with its unit, rounded as it is in print: `3,503 件`, `99.12%`; words where nothing was observed. */
export function valueText(value: number | null, indicator: string, t: Translate): string {
  const known = indicatorTable.find(({ id }) => id === indicator);
  if (value === null) return t('reports.unit.none', {});
  const { unit = 'cases', decimals = 0 } = known ?? {};
  const n = unit === 'share' ? shareText(value, decimals) : groupedText(value, decimals);
  return t(`reports.unit.${unit}`, { n });
}
