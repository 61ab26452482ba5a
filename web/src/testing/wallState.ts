import { toFigures } from '#contract/figureVector';
import { noLists } from '#contract/noLists';
import type { FlagCard, SourceState, WallRegion, WallState } from '#contract/wall';

export function region(code: string, extra: Partial<WallRegion> = {}): WallRegion {
  return {
    code,
    name: `${code}区`,
    shortName: code,
    kind: 'division',
    group: '甲',
    order: 0,
    tile: null,
    ...extra,
  };
}

export function source(sourceId: number, extra: Partial<SourceState> = {}): SourceState {
  return {
    sourceId,
    name: `源${sourceId}`,
    lastReceivedAt: '2026-11-23T02:00:00.000Z',
    staleSince: null,
    notCounted: 0,
    regions: [],
    departments: [],
    ...extra,
  };
}

export function flag(flagId: number, extra: Partial<FlagCard> = {}): FlagCard {
  return {
    flagId,
    rule: 'TIM-02',
    severity: 'yellow',
    status: 'raised',
    caseState: 'open',
    caseId: `a-${flagId}`,
    region: 'A',
    department: 'A-GA',
    item: null,
    itemName: null,
    step: null,
    occurredAt: '2026-11-23T02:00:00.000Z',
    raisedAt: '2026-11-23T02:00:00.000Z',
    facts: {},
    ...extra,
  };
}

/** Two regions A and B with a police office each; A also has a housing office. */
export function wallState(extra: Partial<WallState> = {}): WallState {
  return {
    day: '2026-11-23',
    timezone: 'Asia/Shanghai',
    city: 'C',
    catalogueRevision: 1,
    regions: [region('A'), region('B', { order: 1 })],
    departments: [
      { code: 'A-GA', name: 'A公安局', shortName: '公安局', region: 'A', kind: 'GA' },
      { code: 'A-ZJ', name: 'A住建委', shortName: '住建委', region: 'A', kind: 'ZJ' },
      { code: 'B-GA', name: 'B公安局', shortName: '公安局', region: 'B', kind: 'GA' },
    ],
    departmentKinds: [
      { code: 'ZJ', name: '住建', shortName: '住建委', order: 2 },
      { code: 'GA', name: '公安', shortName: '公安局', order: 1 },
    ],
    figures: toFigures([]),
    cells: [],
    hours: [],
    flags: [],
    sources: [],
    jobs: [],
    lastWeek: null,
    ...noLists,
    yesterday: null,
    ...extra,
  };
}
