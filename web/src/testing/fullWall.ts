import type { FlagCard, WallState } from '#contract/wall';

/**
 * A wall's state with as much on it as a large city has on its busiest day: figures of six digits, every square counted,
 * a full feed of the longest names.
 */
export function fillWall(state: WallState, raisedAt: string): WallState {
  const longest = <T>(list: readonly T[], nameOf: (each: T) => string) =>
    [...list].sort((a, b) => nameOf(b).length - nameOf(a).length).slice(0, 8);
  const regions = longest(state.regions, (region) => (region.name.length <= 4 ? region.name : ''));
  const regionOf = new Map(state.regions.map((region, index) => [region.code, index]));
  const kinds: { rule: FlagCard['rule']; severity: FlagCard['severity']; facts: FlagCard['facts'] }[] = [
    { rule: 'TIM-03', severity: 'red', facts: { days: 123, unit: 'working_day' } },
    { rule: 'FAST-01', severity: 'query', facts: { minutes: 2, leastMinutes: 120 } },
    { rule: 'TIM-01', severity: 'notice', facts: {} },
    { rule: 'TIM-02', severity: 'yellow', facts: { days: 45, unit: 'working_day' } },
  ];
  const card = (flagId: number): FlagCard => {
    const region = regions[flagId % regions.length];
    const offices = state.departments.filter((office) => office.region === region?.code);
    const office = longest(offices, (each) => each.shortName)[0];
    const kind = kinds[flagId % kinds.length];
    return {
      ...{ flagId, rule: kind?.rule ?? 'TIM-02', severity: kind?.severity ?? 'yellow', status: 'raised' },
      ...{ caseState: 'open', caseId: `full-${flagId}`, region: region?.code ?? null },
      ...{ department: office?.code ?? null, item: null, step: null, occurredAt: raisedAt, raisedAt },
      ...{ itemName: '建筑工程施工许可证核发', facts: kind?.facts ?? {} },
    };
  };
  return {
    ...state,
    figures: {
      ...{ submitted: 123_456, concluded: 98_765, open: 234_567, dueSoon: 12_345, overdue: 2345 },
      ...{ overdueStatutory: 678, implausible: 4567, rated: 9876, ratedGood: 9870 },
    },
    lastWeek: { submitted: 60_123, concluded: 40_321 },
    yesterday: {
      ...{ submitted: 119_876, concluded: 97_654, alike: true },
      hours: Array.from({ length: 24 }, (_, hour): [number, number, number] => [hour, 5000, 4000]),
    },
    cells: state.departments.flatMap((office, index): WallState['cells'] => {
      const region = regionOf.get(office.region);
      const count = (index * 37) % 4321;
      return region === undefined
        ? []
        : [[region, index, [count, count >> 1, count, 3, index % 9 === 0 ? 2 : 0, index % 31 === 0 ? 1 : 0]]];
    }),
    hours: state.regions.flatMap((_, region) =>
      Array.from({ length: 24 }, (__, hour): WallState['hours'][number] => [
        ...([region, hour, region * 19 + hour * 7 + 1, region * 13 + hour * 5] as const),
      ]),
    ),
    flags: Array.from({ length: 40 }, (_, index) => card(1_000_000 - index)),
  };
}
