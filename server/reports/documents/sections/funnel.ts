import type { ReportChart } from '#contract/reports/reportChart';
import type { Ranking } from '#contract/reports/snapshot';
import { funnelLimits, funnelTails } from '../../../domain/reports/funnelLimits.ts';
import type { Paper } from '../paper.ts';
import { wholeLabel } from '../wholeLabel.ts';

const words = {
  zh: {
    caption: { region: '区县按时办结率漏斗图', department: '部门按时办结率漏斗图' },
    n: '到期件数',
    described: (n: number, outside: string) =>
      `${n}个单位的按时办结率按到期件数排列，带95%和99.8%控制限；在99.8%控制限以外的：${outside}。`,
    nobody: '无',
  },
  en: {
    caption: {
      region: 'Funnel plot of on-time rates by region',
      department: 'Funnel plot of on-time rates by department',
    },
    n: 'Cases due',
    described: (n: number, outside: string) =>
      `On-time rates by cases due (${n}), with 95% and 99.8% limits. Outside the latter: ${outside}.`,
    nobody: 'none',
  },
};

const steps = 40;

/** The rates against how far chance would carry them: what marks units as better or worse. */
export function funnelChart(paper: Paper, ranking: Ranking): ReportChart | null {
  const { by, rows, whole } = ranking;
  const { language } = paper.tongue;
  const said = words[language];
  const rate = whole.value;
  const points = rows.flatMap(({ rank, code, value, n, difference }) =>
    rank === null || value === null
      ? []
      : [{ label: paper.shortName(by, code), value, n, outside: difference !== 'none' }],
  );
  if (rate === null || points.length < 3) return null;
  const outside = points.filter((point) => point.outside).map(({ label }) => label);
  return {
    kind: 'funnel',
    id: `${by}-funnel`,
    unit: 'share',
    caption: said.caption[by],
    description: said.described(
      points.length,
      outside.length === 0 ? said.nobody : paper.tongue.list(outside),
    ),
    whole: { label: wholeLabel(paper, ranking), value: rate },
    points,
    limits: limitsOf(
      rate,
      points.map(({ n }) => n),
    ),
    nLabel: said.n,
  };
}

/** Limits at counts between the smallest and the largest, closer together where they bend. */
function limitsOf(rate: number, ns: readonly number[]) {
  const [least, most] = [Math.min(...ns), Math.max(...ns)];
  const at = Array.from({ length: steps + 1 }, (_, i) => Math.round(least * (most / least) ** (i / steps)));
  return [...new Set(at)].map((n) => {
    const [low95, high95] = funnelLimits(rate, n, funnelTails['95']);
    const [low998, high998] = funnelLimits(rate, n, funnelTails['99.8']);
    return { n, low95, high95, low998, high998 };
  });
}
