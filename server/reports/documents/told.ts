import type { Figure, IndicatorId } from '#contract/reports/indicator';
import type { ComparedWith, FigureRef, Run } from '#contract/reports/reportDocument';
import type { Dimension } from '#contract/reports/snapshot';
import { smallBase } from '../language/changeOf.ts';
import { isCount, type Counted } from '../language/tongue.ts';
import type { Paper } from './paper.ts';

export interface Place {
  by: Dimension;
  code: string;
}
export const whole: Place = { by: 'all', code: '' };

/** Whether there was nothing to observe it on. */
export const isNone = (paper: Paper, id: IndicatorId): boolean =>
  (paper.figure('all', '', id)?.now.n ?? 0) === 0;

/** The figure as its language says it; a figure that the snapshot lacks is no data. */
export function valueRun(paper: Paper, id: IndicatorId, place: Place = whole): Run {
  const observed = paper.figure(place.by, place.code, id);
  if (!observed) return { text: paper.tongue.value(null, { unit: 'cases', decimals: 0 }) };
  const { indicator, now } = observed;
  return {
    text: paper.tongue.value(now.value, indicator),
    figure: { ...place, indicator: id },
    ...(indicator.unit === 'share' && now.value !== null ? { share: shareOf(now) } : {}),
  };
}

const shareOf = ({ n, hits }: Figure): NonNullable<Run['share']> => ({ n, hits: hits ?? null });

/** What a share or mean was observed on, or a count of something else than its unit says: `39.81万件`, `57万条`. */
export function observedRun(
  paper: Paper,
  id: IndicatorId,
  place: Place = whole,
  of: Counted | null = 'cases',
): Run {
  const observed = paper.figure(place.by, place.code, id);
  const n = observed?.now.n ?? 0;
  return {
    text: of === null ? paper.tongue.number(n) : paper.tongue.count(n, of),
    ...(observed ? { figure: { ...place, indicator: id } } : {}),
  };
}

/**
 * `，环比增长3.2%，同比增长8.7%`. What nothing at all was reported for is left out: the opening says so once.
 */
export function changeRuns(paper: Paper, id: IndicatorId, place: Place = whole): Run[] {
  const observed = paper.figure(place.by, place.code, id);
  if (!observed) return [];
  const { indicator, now } = observed;
  const compared = (['previous', 'lastYear'] as const).filter((other) => paper.has[other]);
  const figure: FigureRef = { ...place, indicator: id };
  const runs = compared.flatMap((other: ComparedWith): Run[] => {
    const then = observed[other];
    const text = paper.tongue.change({ with: other, indicator, now, then }, paper.noun);
    const compares = { with: other, unit: indicator.unit, now: now.value, then: then?.value ?? null };
    return text === null ? [] : [{ text, figure, compares }];
  });
  const joints = paper.tongue.language === 'zh' ? ['，', '，'] : [', ', ' and '];
  return runs.flatMap((run, i) => [{ text: joints[i] ?? '' }, run]);
}

/** What a figure was observed on, in brackets, where that is not what another one was that has been said before. */
export function otherwiseObserved(
  paper: Paper,
  id: IndicatorId,
  before: IndicatorId,
  of: Counted = 'cases',
): Run[] {
  const n = paper.figure('all', '', id)?.now.n;
  if (n === undefined || n === paper.figure('all', '', before)?.now.n) return [];
  const observed = observedRun(paper, id, whole, of);
  return paper.tongue.language === 'zh'
    ? [{ text: '（计算范围' }, observed, { text: '）' }]
    : [{ text: ' (measured on ' }, observed, { text: ')' }];
}

/** The difference of a share, or the growth of a count, as a cell's value; null where it is not compared. */
export function changeValue(paper: Paper, id: IndicatorId, place: Place, other: ComparedWith): number | null {
  const observed = paper.figure(place.by, place.code, id);
  const then = observed?.[other] ?? null;
  if (!observed || !then || observed.now.value === null || then.value === null) return null;
  const { unit, least } = observed.indicator;
  if (isCount(unit)) return then.value < smallBase ? null : (observed.now.value - then.value) / then.value;
  return observed.now.n < least || then.n < least ? null : observed.now.value - then.value;
}
