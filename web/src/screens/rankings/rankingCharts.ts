import type { ReportChart } from '#contract/reports/reportChart';
import type { Ranking } from '../../api/rankings.ts';

type Translate = (key: string, values: Record<string, string | number>) => string;
type Of<Kind extends ReportChart['kind']> = Extract<ReportChart, { kind: Kind }>;
type Ranked = Pick<Ranking, 'by' | 'whole' | 'limits' | 'rows'>;

/** The ranked units in their order with their intervals; null where nobody is ranked. */
export function intervalsChart({ by, whole, rows }: Ranked, t: Translate): Of<'intervals'> | null {
  const ranked = rows.filter(({ rank, value }) => rank !== null && value !== null);
  const [first, last] = [ranked[0], ranked.at(-1)];
  if (!first || !last || whole.value === null) return null;
  const rate = whole.value;
  const points = ranked.map(({ shortName, value, interval: [low, high], n }) => ({
    label: shortName,
    value: value ?? 0,
    low,
    high,
    differs: rate < low || rate > high,
    n,
  }));
  return {
    id: 'intervals',
    kind: 'intervals',
    caption: t(`rankings.intervals.${by}`, {}),
    description: t('rankings.intervals.said', {
      n: ranked.length,
      first: first.name,
      last: last.name,
      differing: points.filter(({ differs }) => differs).length,
    }),
    unit: 'share',
    whole: { label: t('rankings.whole', {}), value: rate },
    points,
    first: t('rankings.place', { n: first.rank ?? 1 }),
    last: t('rankings.place', { n: last.rank ?? ranked.length }),
    legend: t('rankings.intervals.legend', {}),
  };
}

/** All units with cases by their number, among the limits within which chance keeps them; null without any. */
export function funnelChart({ by, whole, limits, rows }: Ranked, t: Translate): Of<'funnel'> | null {
  const shown = rows.filter(({ n, value }) => n > 0 && value !== null);
  if (shown.length === 0 || whole.value === null) return null;
  const outside = shown.filter(({ difference }) => difference !== 'none');
  return {
    id: 'funnel',
    kind: 'funnel',
    caption: t(`rankings.funnel.${by}`, {}),
    description: t('rankings.funnel.said', {
      n: shown.length,
      outside: outside.length,
      names: outside.map(({ name }) => name).join(t('rankings.comma', {})),
    }),
    unit: 'share',
    whole: { label: t('rankings.whole', {}), value: whole.value },
    points: shown.map(({ shortName, value, n, difference }) => ({
      label: shortName,
      value: value ?? 0,
      n,
      outside: difference !== 'none',
    })),
    limits,
    nLabel: t('rankings.nLabel', {}),
  };
}
