import type { WallState } from '#contract/wall';
import { change } from '../../format/figures.ts';

type Figure = 'submitted' | 'concluded';
type Translate = (key: string, values?: Record<string, string>) => string;

/**
 * How today stands against earlier days up to the same time. Yesterday is named where both are working days or neither
 * is; else only the same weekday of last week says something. With room for two, yesterday is said as well.
 * @param weekday today's, in the reader's language
 */
export function comparisonNote(
  state: Pick<WallState, 'figures' | 'lastWeek' | 'yesterday'>,
  figure: Figure,
  { t, weekday, both }: { t: Translate; weekday: string; both: boolean },
): string {
  const now = state.figures[figure];
  const onYesterday = state.yesterday && change(now, state.yesterday[figure]);
  const onLastWeek = state.lastWeek && change(now, state.lastWeek[figure]);
  const yesterday = onYesterday ? t('figure.yesterday', { change: onYesterday }) : null;
  const lastWeek = onLastWeek
    ? t('figure.lastWeek', { weekday, change: onLastWeek })
    : t('figure.noLastWeek', { weekday });
  if (!yesterday) return lastWeek;
  if (both) return `${yesterday}\u2003${lastWeek}`;
  return state.yesterday?.alike || !onLastWeek ? yesterday : lastWeek;
}
