import type { CaseMark } from '#contract/caseEvent';
import type { Instant } from '#contract/time';
import { fakeApplicant, type Applicant } from '../applicant.ts';
import type { DemoItem } from '../city/demoItems.ts';
import { groupKey } from '../judge/groupFinding.ts';
import { type Day, dayOf, endOf, hour, second, startOf } from '../time.ts';
import { type GroupPlant, groupPlantsOf, type PlantedGroup, upTo } from './groupPlant.ts';
import { type GroupScene, rollUpSources } from './groupScene.ts';

interface Again {
  /** From the beginning of the last day of its promise; before it, from the end of the working day before. */
  returned: number;
  /** When it is filed again, by the day of the return. */
  filed: (scene: GroupScene, on: Day) => Instant;
  by?: Applicant;
  item?: DemoItem;
  first?: DemoItem;
}

/** A case that is returned towards the end of its promise, and the applicant's next one. */
function returned(scene: GroupScene, { returned: offset, filed, by, item, first }: Again): PlantedGroup {
  const applicant = fakeApplicant(scene.random);
  const office = scene.office();
  const accepted = scene.moment(scene.pastDay(9));
  const of = first ?? scene.promised;
  const dueOn = scene.workday(dayOf(accepted), of.promisedLimit?.value ?? 5);
  const returnedAt = (offset < 0 ? endOf(scene.workday(dueOn, -1)) : startOf(dueOn)) + offset;
  const one = scene.file(office, of, [
    ['submitted', accepted - hour, { applicant }],
    ['accepted', accepted],
    ['concluded', returnedAt, { outcome: 'returned', reason: '材料不全' }],
  ]);
  const filedAt = filed(scene, dayOf(returnedAt));
  const two = scene.file(office, item ?? of, [['submitted', filedAt, { applicant: by ?? applicant }]]);
  return { key: groupKey('case', one.number), scripts: [one, two] };
}

const nextMorning = (scene: GroupScene, on: Day): Instant => scene.moment(scene.workday(on, 1));
const endOfNext =
  (offset: number) =>
  (scene: GroupScene, on: Day): Instant =>
    endOf(scene.workday(on, 1)) + offset;
const lastAfternoon = 15 * hour;
export const filedAgain: GroupPlant[] = groupPlantsOf(
  'END-01',
  {
    'on its last afternoon, again next morning': (scene) =>
      returned(scene, { returned: lastAfternoon, filed: nextMorning }),
    'a working day left to the second': (scene) =>
      returned(scene, { returned: 0, filed: (_, on) => startOf(on) + 20 * hour }),
    'again in the last second of the next working day': (scene) =>
      returned(scene, { returned: lastAfternoon, filed: endOfNext(-second) }),
    'a one-day promise, in its second half': (scene) =>
      returned(scene, { returned: 12 * hour, filed: nextMorning, first: scene.oneDay }),
  },
  {
    'a working day and a second left': (scene) =>
      returned(scene, { returned: -second, filed: (_, on) => endOf(on) + hour }),
    'again a second after the next working day': (scene) =>
      returned(scene, { returned: lastAfternoon, filed: endOfNext(0) }),
    'somebody else': (scene) =>
      returned(scene, { returned: lastAfternoon, filed: nextMorning, by: fakeApplicant(scene.random) }),
    'another item': (scene) =>
      returned(scene, { returned: lastAfternoon, filed: nextMorning, item: scene.oneDay }),
    'a second late already': (scene) => returned(scene, { returned: 24 * hour + second, filed: nextMorning }),
    'a one-day promise, in its first half': (scene) =>
      returned(scene, { returned: 12 * hour - second, filed: nextMorning, first: scene.oneDay }),
    'decided on the spot': (scene) =>
      returned(scene, { returned: lastAfternoon, filed: nextMorning, first: scene.instant }),
  },
);

interface Twin {
  apart: number;
  by?: Applicant;
  item?: DemoItem;
  sameSource?: true;
  parentCase?: string;
}

/** Two filings of one matter: the later one is what the rule looks at. */
function twice(scene: GroupScene, { apart, by, item, sameSource, parentCase }: Twin): PlantedGroup {
  const applicant = fakeApplicant(scene.random);
  const at = scene.moment(scene.pastDay(2));
  const [here, elsewhere] = rollUpSources;
  const one = scene.file(scene.office(here), scene.promised, [['submitted', at, { applicant }]]);
  const two = scene.file(scene.office(sameSource ? here : elsewhere), item ?? scene.promised, [
    ['submitted', at + apart, { applicant: by ?? applicant, ...(parentCase ? { parentCase } : {}) }],
  ]);
  return { key: groupKey('case', two.number), scripts: [one, two] };
}

export const enteredTwice: GroupPlant[] = groupPlantsOf(
  'VOL-02',
  {
    'the same second': (scene) => twice(scene, { apart: 0 }),
    'a minute apart': (scene) => twice(scene, { apart: 60 * second }),
    'seconds apart': (scene) => twice(scene, { apart: scene.random.int(1, 59) * second }),
  },
  {
    'a minute and a second apart': (scene) => twice(scene, { apart: 61 * second }),
    'from one source': (scene) => twice(scene, { apart: 5 * second, sameSource: true }),
    'another applicant': (scene) => twice(scene, { apart: 5 * second, by: fakeApplicant(scene.random) }),
    'another item': (scene) => twice(scene, { apart: 5 * second, item: scene.oneDay }),
    'part of a joint case': (scene) => twice(scene, { apart: 5 * second, parentCase: 'P-JOINT' }),
  },
);

/** A department's day: so many cases, of them so many that their source itself calls something else. */
function counted(scene: GroupScene, cases: number, marked: number): PlantedGroup {
  const office = scene.office();
  const on = scene.pastDay(2);
  const marks: CaseMark[] = ['query', 'booking', 'payment'];
  const scripts = upTo(cases).map((n) =>
    scene.file(office, scene.instant, [
      ['submitted', scene.moment(on), n < marked ? { marks: [marks[n % 3]] } : {}],
    ]),
  );
  return { key: groupKey('department', office.code), scripts };
}

export const inflatedVolume: GroupPlant[] = groupPlantsOf(
  'VOL-01',
  {
    'ten of ten': (scene) => counted(scene, 10, 10),
    'fifteen of sixty': (scene) => counted(scene, 60, 15),
    'a tenth of a hundred': (scene) => counted(scene, 100, 10),
  },
  {
    'nine of nine': (scene) => counted(scene, 9, 9),
    'ten of a hundred and one': (scene) => counted(scene, 101, 10),
    'none of forty': (scene) => counted(scene, 40, 0),
  },
);
