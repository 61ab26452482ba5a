import type { ColumnKind } from './reportDocument.ts';

interface Captioned {
  id: string;
  caption: string;
  /** Read out instead of the picture. */
  description: string;
  unit: Extract<ColumnKind, 'share' | 'count' | 'decimal'>;
}

/** One definition for screens, Word and PDF; `chartConfig.ts` makes a chart.js configuration of it. */
export type ReportChart =
  | (Captioned & {
      /** Units in their order with their intervals; filled where the interval leaves out the whole's value. */
      kind: 'intervals';
      whole: { label: string; value: number };
      points: readonly {
        label: string;
        value: number;
        low: number;
        high: number;
        differs: boolean;
        n: number;
      }[];
      first: string;
      last: string;
      legend: string;
    })
  | (Captioned & {
      kind: 'funnel';
      whole: { label: string; value: number };
      points: readonly { label: string; value: number; n: number; outside: boolean }[];
      /** By n, ascending: 95 % and 99.8 % limits. */
      limits: readonly { n: number; low95: number; high95: number; low998: number; high998: number }[];
      nLabel: string;
    })
  | (Captioned & {
      kind: 'trend';
      periods: readonly string[];
      series: readonly { label: string; values: readonly (number | null)[] }[];
    })
  | (Captioned & { kind: 'bars'; bars: readonly { label: string; value: number }[]; horizontal: boolean })
  | (Captioned & {
      kind: 'distribution';
      bins: readonly { label: string; n: number }[];
      marks: readonly { label: string; bin: number }[];
    });
