import type { WallState } from '#contract/wall';

export interface RegionTotal {
  submitted: number;
  mark: 'promise' | 'law' | null;
}

/** Per region of the snapshot, in its order: received today and the gravest of what is open past a limit. */
export function regionTotals(state: Pick<WallState, 'regions' | 'cells'>): RegionTotal[] {
  const totals = state.regions.map((): RegionTotal => ({ submitted: 0, mark: null }));
  for (const [region, , [submitted = 0, , , , overdue = 0, statutory = 0]] of state.cells) {
    const total = totals[region];
    if (!total) continue;
    total.submitted += submitted;
    if (statutory > 0) total.mark = 'law';
    else if (overdue > 0) total.mark ??= 'promise';
  }
  return totals;
}
