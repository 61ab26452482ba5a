import type { ReportChart } from '#contract/reports/reportChart';
import { funnelLimits, funnelTails } from './funnelLimits.ts';

type Limits = Extract<ReportChart, { kind: 'funnel' }>['limits'];

const steps = 40;

/**
 * The limits around the whole's share from a few observations to `largest`, close together where they bend.
 * @returns by n, ascending; nothing where there is nothing to draw
 */
export function funnelCurve(share: number | null, largest: number, smallest = 10): Limits {
  if (share === null || largest === 0) return [];
  const from = Math.min(smallest, largest);
  const ns = [...Array(steps).keys()].map((step) =>
    Math.round(from * (largest / from) ** (step / (steps - 1))),
  );
  return [...new Set(ns)].map((n) => {
    const [low95, high95] = funnelLimits(share, n, funnelTails['95']);
    const [low998, high998] = funnelLimits(share, n, funnelTails['99.8']);
    return { n, low95, high95, low998, high998 };
  });
}
