import type { CaseMark } from '#contract/caseEvent';
import type { Instant } from '#contract/time';
import type { CaseScript } from '../caseScript.ts';
import type { DemoItem } from '../city/demoItems.ts';
import type { Office } from '../city/offices.ts';
import { groupKey } from '../judge/groupFinding.ts';
import { day, dayOf, hour, minute, second, startOf } from '../time.ts';
import { type GroupPlant, groupPlantsOf, type PlantedGroup, upTo } from './groupPlant.ts';
import { type GroupScene, outageOffice, rollUpSources } from './groupScene.ts';

interface Entry {
  item?: DemoItem;
  marks?: CaseMark[];
  acceptedAt: Instant;
  acceptedArrives: Instant;
  concludedAt: Instant;
  concludedArrives: Instant;
}

function entered(scene: GroupScene, office: Office, entry: Entry): CaseScript {
  return scene.file(office, entry.item ?? scene.promised, [
    ['submitted', entry.acceptedAt - hour, entry.marks ? { marks: entry.marks } : {}, entry.acceptedArrives],
    ['accepted', entry.acceptedAt, {}, entry.acceptedArrives],
    ['concluded', entry.concludedAt, { outcome: 'granted' }, entry.concludedArrives],
  ]);
}

interface Sitting {
  cases?: number;
  /** From the end of one case to the beginning of the next, and once more after so many cases. */
  gap?: number;
  pause?: { after: number; ms: number };
  /** From a case's acceptance being entered to its conclusion. */
  each?: number;
  item?: DemoItem;
  marks?: CaseMark[];
}

/** Cases of some days ago, entered one after another on one afternoon. */
function sitting(
  scene: GroupScene,
  rest: Sitting = {},
  office = scene.office(),
  on = scene.pastDay(1),
): PlantedGroup {
  const { cases = 20, gap = 20 * second, each = 30 * second } = rest;
  let at = startOf(on) + 13 * hour;
  const scripts = upTo(cases).map((n) => {
    if (n > 0) at += n === rest.pause?.after ? rest.pause.ms : gap;
    const acceptedArrives = at;
    at += each;
    return entered(scene, office, {
      ...(rest.item ? { item: rest.item } : {}),
      ...(rest.marks ? { marks: rest.marks } : {}),
      acceptedAt: scene.moment(scene.workday(on, -scene.random.int(5, 7))) + n * second,
      acceptedArrives,
      concludedAt: scene.moment(scene.workday(on, -scene.random.int(3, 4))),
      concludedArrives: at,
    });
  });
  return { key: groupKey('department', office.code, on), scripts };
}

/** Reported as they happened, over days; the n-th took `durationOf(n)`. */
function lasting(
  scene: GroupScene,
  durationOf: (n: number) => number,
  rest: { cases?: number; marks?: CaseMark[]; endsOn?: (n: number) => number } = {},
): PlantedGroup {
  const office = scene.office();
  const on = scene.pastDay(3);
  const scripts = upTo(rest.cases ?? 20).map((n) => {
    const concludedAt =
      startOf(on + (rest.endsOn?.(n) ?? 0)) + 9 * hour + n * 22 * minute + scene.random.int(0, 59) * second;
    const acceptedAt = concludedAt - durationOf(n);
    const [acceptedArrives, concludedArrives] = [acceptedAt + 3 * second, concludedAt + 3 * second];
    const marks = rest.marks ? { marks: rest.marks } : {};
    return entered(scene, office, { ...marks, acceptedAt, acceptedArrives, concludedAt, concludedArrives });
  });
  return { key: groupKey('department', office.code, on), scripts };
}

/** Each acceptance comes a working day after it happened, to the second. */
function justInTime(scene: GroupScene): PlantedGroup {
  const office = scene.office();
  const on = scene.pastDay(2);
  const start = startOf(on) + 15 * hour;
  const scripts = upTo(20).map((n) => {
    const acceptedAt = start + n * 20 * second;
    const acceptedArrives = scene.world.calendar.legalTimeAfter(acceptedAt, day);
    const concludedAt = acceptedAt + (61 + n) * minute;
    return entered(scene, office, {
      acceptedAt,
      acceptedArrives,
      concludedAt,
      concludedArrives: acceptedArrives + 10 * second,
    });
  });
  return { key: groupKey('department', office.code, scene.workday(on, 1)), scripts };
}

const same = 2 * day + 3 * hour;
const minutesLater = 5 * minute;

export const bulkEntry: GroupPlant[] = groupPlantsOf(
  'BKF-02',
  {
    'twenty at one sitting': (scene) => sitting(scene),
    'five minutes between one and the next to the second': (scene) => sitting(scene, { gap: minutesLater }),
    'an hour for each to the second, one begun after another': (scene) =>
      sitting(scene, { each: hour, gap: 20 * second - hour }),
    'twenty of equal duration to the second': (scene) => lasting(scene, () => same),
    'twenty of equal duration among others': (scene) =>
      lasting(scene, (n) => (n < 20 ? same : same + n * minute), { cases: 23 }),
  },
  {
    nineteen: (scene) => sitting(scene, { cases: 19 }),
    'a pause of a second more than five minutes': (scene) =>
      sitting(scene, { pause: { after: 10, ms: minutesLater + second } }),
    'an hour and a second for each': (scene) =>
      sitting(scene, { each: hour + second, gap: 20 * second - hour }),
    'acceptances a working day late to the second': justInTime,
    'declared bulk': (scene) => sitting(scene, { marks: ['bulk'] }),
    'decided on the spot': (scene) => sitting(scene, { item: scene.instant }),
    'after a declared outage': (scene) => afterOutage(scene),
    'durations a second apart': (scene) => lasting(scene, (n) => same + n * second),
    'nineteen of equal duration': (scene) => lasting(scene, (n) => (n === 0 ? same + second : same)),
    'equal durations on two days': (scene) => lasting(scene, () => same, { endsOn: (n) => n % 2 }),
  },
);

function afterOutage(scene: GroupScene): PlantedGroup {
  const office = outageOffice(scene);
  const { from, to } = scene.outage;
  const scripts = upTo(20).map((n) => {
    const acceptedAt = from + n * minute;
    const acceptedArrives = to + (n + 1) * 30 * second;
    const concludedAt = to - (n * n + 1) * minute;
    return entered(scene, office, {
      acceptedAt,
      acceptedArrives,
      concludedAt,
      concludedArrives: acceptedArrives + 5 * second,
    });
  });
  return { key: groupKey('department', office.code, dayOf(to)), scripts };
}

/** Cases of one source whose conclusions come days late on one day: a source and a day for each plant. */
function lateOnOneDay(scene: GroupScene, n: number, cases: number, inTime = 0): PlantedGroup {
  const source = rollUpSources[n % rollUpSources.length];
  const on = scene.workday(scene.today, -1 - Math.floor(n / rollUpSources.length));
  const office = scene.office(source);
  const scripts = upTo(cases + inTime).map((i) => {
    const concludedArrives = startOf(on) + 9 * hour + i * 20 * minute;
    const late = scene.random.int(25, 70) * hour;
    const concludedAt = legalTimeBefore(scene, concludedArrives, i < cases ? late : day);
    const acceptedAt = scene.moment(scene.workday(dayOf(concludedAt), -1)) + i * second;
    return entered(scene, office, {
      acceptedAt,
      acceptedArrives: acceptedAt + second,
      concludedAt,
      concludedArrives,
    });
  });
  return { key: groupKey('source', source?.uri ?? '', on), scripts };
}

function legalTimeBefore(scene: GroupScene, at: Instant, ms: number): Instant {
  const { calendar } = scene.world;
  let back = at - ms;
  while (calendar.legalTime(back, at) < ms) back -= ms - calendar.legalTime(back, at);
  return back;
}

export const manyEnteredAfterwards: GroupPlant[] = groupPlantsOf(
  'BKF-01',
  {
    'twenty-one cases of a source on a day': (scene, n) => lateOnOneDay(scene, n, 21),
    'thirty cases of a source on a day': (scene, n) => lateOnOneDay(scene, n, 30),
  },
  {
    'twenty cases': (scene, n) => lateOnOneDay(scene, n + 50, 20),
    'twenty, and one a working day late to the second': (scene, n) => lateOnOneDay(scene, n + 50, 20, 1),
  },
);
