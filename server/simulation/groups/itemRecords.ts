import type { Limit } from '#contract/limit';
import type { DemoItem } from '../city/demoItems.ts';
import { groupKey } from '../judge/groupFinding.ts';
import { type Day, dayOf, hour, startOf, toLocalDay, toTimeText } from '../time.ts';
import { type GroupPlant, groupPlantsOf, type PlantedGroup, upTo } from './groupPlant.ts';
import type { GroupScene } from './groupScene.ts';

interface Lengthening {
  /** Working days from the day on which the promise was first broken to the new version's first day. */
  after: number;
  /** When it is recorded, by its first day. */
  recorded?: (scene: GroupScene, begins: Day) => Day;
  change?: Partial<DemoItem>;
}

const dayBefore = (scene: GroupScene, begins: Day): Day => scene.workday(begins, -1);

/** An item whose promise of five working days is broken once, and its next version. */
function lengthened(
  scene: GroupScene,
  { after, recorded = dayBefore, change = {} }: Lengthening,
): PlantedGroup {
  const item = scene.item();
  const office = scene.office();
  const accepted = scene.moment(scene.pastDay(20));
  // 24:00 of the last day is 00:00 of the next: there it is broken
  const brokenOn = scene.workday(dayOf(accepted), 5) + 1;
  const script = scene.file(office, item, [
    ['submitted', accepted - hour],
    ['accepted', accepted],
    ['concluded', startOf(scene.workday(brokenOn, 1)) + 15 * hour, { outcome: 'granted' }],
  ]);
  const begins = after < 0 ? brokenOn - 1 : scene.workday(brokenOn, after);
  const next = { promisedLimit: { value: 8, unit: 'workday' } as Limit, ...change };
  scene.items.push({
    item: { ...item, ...next, validFrom: toLocalDay(begins) },
    at: startOf(recorded(scene, begins)) + 15 * hour,
  });
  return { key: groupKey('item', item.code), scripts: [script] };
}

const approval = (scene: GroupScene) => ({
  approvedBy: '市政务服务办',
  approvedAt: toTimeText(startOf(scene.today - 30)),
  reason: '法定程序增加',
});

export const promiseLengthened: GroupPlant[] = groupPlantsOf(
  'PRM-01',
  {
    'two working days later': (scene) => lengthened(scene, { after: 2 }),
    'on the tenth working day': (scene) => lengthened(scene, { after: 10 }),
    'a day longer': (scene) =>
      lengthened(scene, { after: 5, change: { promisedLimit: { value: 6, unit: 'workday' } } }),
    'no promise any more': (scene) => lengthened(scene, { after: 4, change: { promisedLimit: undefined } }),
    'dated back to before the breach': (scene) =>
      lengthened(scene, { after: -1, recorded: (s, begins) => s.workday(begins, 3) }),
  },
  {
    'on the eleventh working day': (scene) => lengthened(scene, { after: 11 }),
    'an approved change': (scene) => lengthened(scene, { after: 3, change: approval(scene) }),
    shortened: (scene) =>
      lengthened(scene, { after: 3, change: { promisedLimit: { value: 4, unit: 'workday' } } }),
    'as long as before': (scene) =>
      lengthened(scene, { after: 3, change: { promisedLimit: { value: 5, unit: 'workday' } } }),
    'before it was broken': (scene) => lengthened(scene, { after: -1 }),
    'in another unit': (scene) =>
      lengthened(scene, { after: 3, change: { promisedLimit: { value: 20, unit: 'calendar_day' } } }),
  },
);

function recordOf(promisedLimit: Limit | undefined, statutoryLimit: Limit | undefined, type = '20') {
  return (scene: GroupScene): PlantedGroup => {
    const { code } = scene.item({ promisedLimit, statutoryLimit, type });
    return { key: groupKey('item', code), scripts: [] };
  };
}

const workdays = (value: number): Limit => ({ value, unit: 'workday' });
const natural = (value: number): Limit => ({ value, unit: 'calendar_day' });

export const promiseBeyondLaw: GroupPlant[] = groupPlantsOf(
  'PRM-02',
  {
    'a working day longer': recordOf(workdays(21), workdays(20)),
    'a natural day longer': recordOf(natural(31), natural(30)),
    'a licence without a limit of its own, a day over the law': recordOf(workdays(21), undefined, '01'),
  },
  {
    'as long as the law': recordOf(workdays(20), workdays(20)),
    'a day shorter': recordOf(natural(29), natural(30)),
    'a licence without a limit of its own, at the law': recordOf(workdays(20), undefined, '01'),
    'in units that cannot be compared': recordOf(natural(21), workdays(20)),
    'a service without any law': recordOf(workdays(60), undefined),
  },
);

/** An item in force for so many days, with a case on each of these days. */
function flowing(scene: GroupScene, inForce: number, days: Day[]): PlantedGroup {
  const item = scene.item({
    handling: 'instant',
    statutoryLimit: undefined,
    promisedLimit: undefined,
    validFrom: toLocalDay(scene.today - inForce),
  });
  const office = scene.office();
  const scripts = days.map((on) => scene.file(office, item, [['submitted', startOf(on) + 12 * hour]]));
  return { key: groupKey('item', item.code), scripts };
}

/** So many cases over sixty working days, then none for so many working days up to yesterday. */
function stopped(scene: GroupScene, cases: number, silent: number, lastYear: Day[] = []): PlantedGroup {
  const days = upTo(cases).map((n) => scene.workday(scene.today, -1 - silent - (n % 60)));
  return flowing(scene, 600, [...lastYear, ...days]);
}

/** A year ago, on the same weekdays: as many cases, and the same lull. */
function yearAgo(scene: GroupScene, cases: number, silent: number): Day[] {
  return upTo(cases).map((n) => scene.workday(scene.today, -1 - silent - (n % 60)) - 364);
}

export const idleItem: GroupPlant[] = groupPlantsOf(
  'ITM-01',
  {
    'never a case in a year': (scene) => flowing(scene, 365, []),
    'the last case a day over a year ago': (scene) => flowing(scene, 500, [scene.today - 366]),
    'thirty cases, then twenty silent working days': (scene) => stopped(scene, 30, 20),
    'sixty cases, then ten silent working days': (scene) => stopped(scene, 60, 10),
  },
  {
    'in force for a day less than a year': (scene) => flowing(scene, 364, []),
    'the last case a year ago': (scene) => flowing(scene, 500, [scene.today - 365]),
    'twenty-nine cases, then twenty-five silent working days': (scene) => stopped(scene, 29, 25),
    'thirty cases, then nineteen silent working days': (scene) => stopped(scene, 30, 19),
    'eighty cases, then nine silent working days': (scene) => stopped(scene, 80, 9),
    'as silent a year ago': (scene) => stopped(scene, 60, 12, yearAgo(scene, 60, 12)),
  },
);
