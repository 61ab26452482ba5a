import type { ReportChart } from '../reportChart.ts';
import { groupedText, roundedText, shareText } from '../roundedText.ts';

type Unit = ReportChart['unit'];

/** A value of a chart with its sign: `99.12%`, `8,214`, `3.4`. */
export function valueText(value: number, unit: Unit): string {
  if (unit === 'share') return `${shareText(value, 2)}%`;
  return unit === 'count' ? groupedText(value) : groupedText(value, 1);
}

export interface ValueAxis {
  min: number;
  max: number;
  step: number;
}

function niceStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  const times = rough / power;
  return power * (times <= 1 ? 1 : times <= 2 ? 2 : times <= 5 ? 5 : 10);
}

const leastSpan: Readonly<Record<Unit, number>> = { share: 0.002, count: 4, decimal: 1 };

/** Ends and step of an axis that holds all values: about five ticks, shares never outside of 0…1. */
export function valueAxis(values: readonly number[], unit: Unit, fromZero: boolean): ValueAxis {
  const lowest = fromZero || values.length === 0 ? 0 : Math.min(...values);
  const highest = values.length === 0 ? lowest : Math.max(...values);
  // Values that are all the same stand on an axis too: of shares below them, as there is no more than all.
  const missing = Math.max(0, leastSpan[unit] - (highest - lowest));
  const low = unit === 'share' && !fromZero ? Math.max(0, lowest - missing) : lowest;
  const high = low === lowest ? highest + missing : highest;
  const step = niceStep((high - low) / 4);
  const [min, max] = [Math.floor(low / step + 1e-9) * step, Math.ceil(high / step - 1e-9) * step];
  return unit === 'share' && highest <= 1 ? { min, max: Math.min(1, max), step } : { min, max, step };
}

/** As many decimals as tell one tick from the next. */
export function tickText(value: number, { step }: ValueAxis, unit: Unit): string {
  const scale = unit === 'share' ? 2 : 0;
  const decimals = Math.max(0, -Math.floor(Math.log10(step) + scale + 1e-9));
  return unit === 'share' ? `${roundedText(value, decimals, 2)}%` : groupedText(value, decimals);
}
