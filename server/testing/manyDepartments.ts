import type { FigureSet, ReportSnapshot } from '#contract/reports/snapshot';
import { rankUnits, type UnitRates } from '../domain/reports/rankUnits.ts';
import { inventedFigures, wobble } from './reportFigures.ts';

/**
 * The snapshot with so many departments and items as a large city has: most departments small, some without a late case,
 * some with too few cases to be ranked.
 */
export function manyDepartments(
  snapshot: ReportSnapshot,
  departments: number,
  items: number,
): ReportSnapshot {
  const ofDepartments = Array.from({ length: departments }, (_, i) => setOf('department', `D${1000 + i}`, i));
  const ofItems = Array.from({ length: items }, (_, i) => setOf('item', `I${1000 + i}`, i + 0.5));
  const rates = (of: 'figures' | 'previous'): UnitRates =>
    new Map(
      ofDepartments.flatMap((set) => {
        const rate = set[of]?.onTimeRate;
        return rate ? [[set.code, { hits: rate.hits ?? 0, n: rate.n }] as const] : [];
      }),
    );
  const ranking = rankUnits('department', 'onTimeRate', 30, rates('figures'), rates('previous'));
  const named = (sets: readonly FigureSet[], name: string) =>
    Object.fromEntries(
      sets.map(({ code }, i) => [code, { name: `${name}${i + 1}`, shortName: `${name}${i + 1}` }]),
    );
  return {
    ...snapshot,
    names: {
      ...snapshot.names,
      department: { ...snapshot.names.department, ...named(ofDepartments, '巴渝县第一行政服务局') },
      item: { ...snapshot.names.item, ...named(ofItems, '建筑工程施工许可证核发') },
    },
    figures: [
      ...snapshot.figures.filter(({ by }) => by !== 'department' && by !== 'item'),
      ...ofDepartments,
      ...ofItems,
    ],
    rankings: snapshot.rankings.map((one) => (one.by === 'department' ? ranking : one)),
  };
}

function setOf(by: 'department' | 'item', code: string, i: number): FigureSet {
  const month = Math.round(20 + 4_000 * wobble(i) ** 6);
  const late = Math.max(0, (wobble(i + 0.3) - 0.4) * 0.05);
  return {
    by,
    code,
    figures: inventedFigures(i, month, late),
    previous: inventedFigures(i + 0.1, month, late * 1.1),
    lastYear: inventedFigures(i + 0.2, month, late * 1.3),
  };
}
