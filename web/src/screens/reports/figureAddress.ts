import type { FigureRef } from '#contract/reports/reportDocument';

/** How a figure stands in an address: `region:500112:onTimeRate`, of the whole `all::onTimeRate`. */
export const figureAddress = ({ by, code, indicator }: FigureRef): string => `${by}:${code}:${indicator}`;

/** Null where it names none. */
export function figureOfAddress(text: unknown): FigureRef | null {
  const [, by, code, indicator] = /^([a-zA-Z]+):(.*):([a-zA-Z0-9]+)$/.exec(String(text ?? '')) ?? [];
  return by !== undefined && code !== undefined && indicator !== undefined ? { by, code, indicator } : null;
}
