import { indicatorTable } from '#contract/reports/indicatorTable';
import type { Figures } from '#contract/reports/indicator';
import type { ReportKind } from '#contract/reports/reportKind';
import type { Dimension, FigureSet, Ranking, ReportSnapshot, Trend } from '#contract/reports/snapshot';
import { periodBefore, reportPeriod, sameLastYear } from '../domain/reports/reportPeriod.ts';
import { rankUnits, type UnitRates } from '../domain/reports/rankUnits.ts';
import { demoItems } from '../simulation/city/demoItems.ts';
import { officeKinds } from '../simulation/city/departmentKinds.ts';
import { cityCode, regions, regionWeights } from '../simulation/city/regions.ts';
import { inventedFigures, wobble } from './reportFigures.ts';
import { reportDetails } from './reportDetails.ts';
import { reportScores } from './reportScores.ts';

const periods: Readonly<Record<ReportKind, string>> = {
  daily_scan: '2026-11-20',
  weekly_dispatch: '2026-W46',
  monthly_bulletin: '2026-10',
  quarterly_analysis: '2026-Q3',
  annual_evaluation: '2025',
};
/** So many cases a unit of weight, beside one month's. */
const sizes: Readonly<Record<ReportKind, number>> = {
  daily_scan: 1 / 22,
  weekly_dispatch: 5 / 22,
  monthly_bulletin: 1,
  quarterly_analysis: 3,
  annual_evaluation: 12,
};

const places = regions.filter(({ code }) => code !== cityCode);
const offices = officeKinds.map(({ code, name, shortName, weight }) => ({
  code: `${cityCode}-${code}`,
  name: `市${name}`,
  shortName,
  weight,
}));
const items = demoItems.slice(0, 60);
const channels = ['window', 'web', 'mobile', 'self_service', 'phone'];

/**
 * A hand-made, plausible snapshot of 41 regions: the same in every run, as nothing was measured. The last region has too
 * few cases to be ranked, another had none a year ago, one had nothing in the period before.
 */
export function inventedSnapshot(kind: ReportKind = 'monthly_bulletin'): ReportSnapshot {
  const period = reportPeriod(kind, periods[kind]);
  const figures = figureSets(sizes[kind]);
  const rankings = [rankingOf('region', figures), rankingOf('department', figures)];
  const isWork = kind === 'daily_scan' || kind === 'weekly_dispatch';
  const details = reportDetails(offices, items);
  return {
    format: 1,
    kind,
    period,
    previous: periodBefore(kind, period),
    lastYear: sameLastYear(kind, period),
    scope: { by: 'city' },
    timezone: 'Asia/Shanghai',
    asOf: '2026-11-21T00:00:00.000Z',
    knownAt: '2026-11-21T00:00:00.000Z',
    catalogueRevision: 12,
    indicators: [...indicatorTable],
    names: {
      region: namesOf(places),
      department: namesOf(offices),
      item: namesOf(items),
    },
    figures,
    rankings: isWork ? [] : rankings,
    findings: details.findings,
    causes: details.causes,
    conclusions: details.conclusions ?? [],
    typical: isWork ? [] : details.typical,
    work: isWork ? details.work : [],
    items: kind === 'quarterly_analysis' ? details.items : [],
    trends: kind === 'daily_scan' || kind === 'weekly_dispatch' ? [] : trends(kind),
    distribution: isWork ? [] : details.distribution,
    silent: details.silent,
    corrections:
      kind === 'monthly_bulletin'
        ? [
            {
              reportId: '9',
              period: '2026-09',
              by: 'region',
              code: '500112',
              indicator: 'onTimeRate',
              issued: { value: 0.9831, n: 8120 },
              now: { value: 0.9836, n: 8123 },
            },
          ]
        : [],
    scores: kind === 'annual_evaluation' ? reportScores('region', places) : null,
    ...(kind === 'annual_evaluation' ? { departmentScores: reportScores('department', offices) } : {}),
  };
}

function namesOf(some: readonly { code: string; name: string; shortName?: string }[]) {
  return Object.fromEntries(some.map(({ code, name, shortName = name }) => [code, { name, shortName }]));
}

function figureSets(size: number): FigureSet[] {
  const set = (by: Dimension, code: string, seed: number, month: number, late: number): FigureSet => ({
    by,
    code,
    figures: inventedFigures(seed, Math.round(month * size), late),
    previous:
      code === '500238' ? null : inventedFigures(seed + 0.1, Math.round(month * size * 0.96), late * 1.1),
    lastYear:
      code === '500A03' ? null : inventedFigures(seed + 0.2, Math.round(month * size * 0.9), late * 1.5),
  });
  return [
    withQuarantined(set('all', '', 1, 946_200, 0.0088)),
    ...places.map(({ code }, i) =>
      set(
        'region',
        code,
        10 + i,
        code === '500A03' ? 62 : (regionWeights.get(code) ?? 1) * 5_200 + Math.round(wobble(i) * 900),
        (0.002 + (i % 13) * 0.0015) * (1 + wobble(i + 0.5) / 5),
      ),
    ),
    ...offices.map(({ code, weight }, i) =>
      set('department', code, 100 + i, weight * 640 + 20, 0.003 + (i % 9) * 0.0017),
    ),
    ...channels.map((code, i) =>
      set('channel', code, 200 + i, [310_000, 290_000, 240_000, 80_000, 26_200][i] ?? 0, 0.009),
    ),
    ...['01', '05', '07', '20'].map((code, i) => set('itemType', code, 300 + i, 400_000 / (i + 1), 0.008)),
    ...items.map(({ code }, i) => set('item', code, 400 + i, 6_000 / (i + 1), 0.006)),
    ...['3', '4', '5', '6'].map((code, i) => set('level', code, 500 + i, 120_000 * (i + 1), 0.008)),
  ];
}

/** Told of the whole city alone. */
function withQuarantined(set: FigureSet): FigureSet {
  const of = (figures: Figures, share: number): Figures => {
    const n = (figures.concluded?.n ?? 0) * 6;
    const hits = Math.round(n * share);
    return { ...figures, quarantinedShare: { value: hits / n, n, hits } };
  };
  const { figures, previous, lastYear } = set;
  return {
    ...set,
    figures: of(figures, 0.0012),
    previous: previous && of(previous, 0.0019),
    lastYear: lastYear && of(lastYear, 0.0041),
  };
}

function rankingOf(by: 'region' | 'department', figures: readonly FigureSet[]): Ranking {
  const rates = (of: (set: FigureSet) => Figures | null): UnitRates =>
    new Map(
      figures.flatMap((set) => {
        const figure = set.by === by ? of(set)?.onTimeRate : undefined;
        return figure ? [[set.code, { hits: figure.hits ?? 0, n: figure.n }] as const] : [];
      }),
    );
  return rankUnits(
    by,
    'onTimeRate',
    30,
    rates((set) => set.figures),
    rates((set) => set.previous),
  );
}

function trends(kind: ReportKind): Trend[] {
  const periodsOf: string[] = [];
  for (
    let at = reportPeriod(kind, periods[kind]);
    periodsOf.length < (kind === 'quarterly_analysis' ? 8 : 12);
    at = periodBefore(kind, at)
  )
    periodsOf.unshift(at.period);
  return (['onTimeRate', 'submitted', 'handlingMean', 'confirmedPerThousand'] as const).map(
    (indicator, t) => ({
      by: 'all',
      code: '',
      indicator,
      points: periodsOf.map((period, i) => {
        const figure =
          i === 0 ? undefined : inventedFigures(i + t, 900_000 + i * 4_000, 0.013 - i * 0.0004)[indicator];
        return { period, value: figure?.value ?? null, n: figure?.n ?? 0 };
      }),
    }),
  );
}
