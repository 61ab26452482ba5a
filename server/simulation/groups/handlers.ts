import type { CaseMark, Outcome } from '#contract/caseEvent';
import { sourceOfRegion } from '../city/citySources.ts';
import type { DemoItem } from '../city/demoItems.ts';
import { groupKey } from '../judge/groupFinding.ts';
import { hour, minute, second, startOf } from '../time.ts';
import { type GroupPlant, groupPlantsOf, type PlantedGroup, upTo } from './groupPlant.ts';
import type { GroupScene } from './groupScene.ts';

interface Rest {
  kind?: 'machine';
  marks?: CaseMark[];
  outcome?: Outcome;
  item?: DemoItem;
}

/** One officer's day: bursts an hour apart, in each so many conclusions over so many seconds. */
function signed(
  scene: GroupScene,
  bursts: [cases: number, seconds: number][],
  rest: Rest = {},
): PlantedGroup {
  const office = scene.office();
  const code = `${office.code}-7`;
  const on = scene.pastDay(1);
  const scripts = bursts.flatMap(([cases, seconds], burst) => {
    const start = startOf(on) + (9 + burst) * hour + scene.random.int(0, 40) * minute;
    return upTo(cases).map((n) => {
      const acceptedAt = scene.moment(scene.workday(on, -2));
      const at = start + Math.floor((seconds * n) / Math.max(1, cases - 1)) * second;
      const handler = { code, kind: rest.kind ?? 'human' };
      return scene.file(office, rest.item ?? scene.promised, [
        ['submitted', acceptedAt - hour, rest.marks ? { marks: rest.marks } : {}],
        ['accepted', acceptedAt],
        ['concluded', at, { outcome: rest.outcome ?? 'granted', handler }],
      ]);
    });
  });
  return { key: groupKey('handler', `${sourceOfRegion(office.region).uri}/${code}`, on), scripts };
}

const three: [number, number][] = [
  [5, 60],
  [5, 60],
  [5, 60],
];

export const machineSpeed: GroupPlant[] = groupPlantsOf(
  'FAST-02',
  {
    'three bursts of five in exactly a minute': (scene) => signed(scene, three),
    'three bursts of six in seconds': (scene) =>
      signed(scene, [
        [6, 20],
        [6, 20],
        [6, 20],
      ]),
    'ten in a minute and a half, twice, and five more': (scene) =>
      signed(scene, [
        [12, 110],
        [5, 30],
      ]),
    'refused at that speed': (scene) => signed(scene, three, { outcome: 'refused' }),
  },
  {
    'five over a second more than a minute': (scene) =>
      signed(scene, [
        [5, 61],
        [5, 61],
        [5, 61],
      ]),
    'four a minute': (scene) =>
      signed(scene, [
        [4, 30],
        [4, 30],
        [4, 30],
        [4, 30],
      ]),
    'two bursts a day': (scene) =>
      signed(scene, [
        [5, 40],
        [6, 50],
        [4, 40],
      ]),
    'a machine': (scene) => signed(scene, three, { kind: 'machine' }),
    'declared bulk': (scene) => signed(scene, three, { marks: ['bulk'] }),
    'withdrawn by the applicants': (scene) => signed(scene, three, { outcome: 'withdrawn' }),
    'decided on the spot': (scene) => signed(scene, three, { item: scene.instant }),
  },
);
