import type { Instant } from '#contract/time';
import type { CaseScript } from '../caseScript.ts';
import type { Office } from '../city/offices.ts';
import { groupKey } from '../judge/groupFinding.ts';
import { savedMargins } from '../judge/suspensionGroups.ts';
import { day, endOf, hour, minute, second, startOf, toTimeText } from '../time.ts';
import { type GroupPlant, groupPlantsOf, type PlantedGroup, upTo } from './groupPlant.ts';
import type { GroupScene } from './groupScene.ts';

const suspension = (at: Instant, reason: string, approvedDays: number) => ({
  kind: 'expert_review',
  approvedDays,
  approver: '局长',
  approvedAt: toTimeText(at - minute),
  notice: '特告〔2026〕7号',
  reason,
});

interface Saving {
  /** Since midnight, on the day before the last. */
  concluded: number;
  /** Since midnight of the suspension's last day; or so long after the overrun. */
  resumed: number | { afterOverrun: number };
}

/** Concluded a day or more after its promise of five working days, in time because of its suspension. */
function saved(scene: GroupScene, office: Office, { concluded, resumed }: Saving): CaseScript {
  for (let tries = 0; tries < 200; tries += 1) {
    const on = scene.pastDay(13);
    const credited = scene.random.int(2, 4);
    const accepted = scene.moment(on);
    const startsAt = startOf(scene.workday(on, 1)) + 9.5 * hour;
    const bareDue = endOf(scene.workday(on, 5));
    const concludedAt = startOf(scene.workday(on, 5 + credited - 1)) + concluded;
    const resumesAt =
      typeof resumed === 'number'
        ? startOf(scene.workday(on, 1 + credited)) + resumed
        : startsAt + (concludedAt - bareDue) + resumed.afterOverrun;
    const approvedDays = typeof resumed === 'number' ? credited : 20;
    if (resumesAt >= concludedAt) continue;
    const script = scene.file(office, scene.promised, [
      ['submitted', accepted - hour],
      ['accepted', accepted],
      [
        'suspended',
        startsAt,
        suspension(startsAt, `评审第${String(scene.random.int(1, 9999))}号图纸`, approvedDays),
      ],
      ['resumed', resumesAt],
      ['concluded', concludedAt, { outcome: 'granted' }],
    ]);
    if (savedMargins(script, scene.world)) return script;
  }
  throw new Error('no such case is saved by its suspension');
}

/** No five of ten lie within an hour of one another, neither by what is left nor by what is beyond the overrun. */
const spread = (n: number): Saving => ({
  concluded: (9 * 60 + 5 + n * 53) * minute,
  resumed: (9 * 60 + 10 + ((n * 7) % 10) * 45) * minute,
});
const alike =
  (at: number) =>
  (n: number): Saving => ({ ...spread(n), concluded: at });
/** As real ones were made up: the time that was left then varies, what is beyond the overrun does not. */
const overrunPlus =
  (ms: number) =>
  (n: number): Saving => ({ ...spread(n), resumed: { afterOverrun: ms } });

function savedBy(scene: GroupScene, savings: Saving[]): PlantedGroup {
  const office = scene.office();
  const scripts = savings.map((saving) => saved(scene, office, saving));
  return { key: groupKey('department', office.code), scripts };
}

const sixteen = 16 * hour;

export const justSaved: GroupPlant[] = groupPlantsOf(
  'HANG-04',
  {
    'ten with as much left': (scene) => savedBy(scene, upTo(10).map(alike(sixteen))),
    'eight of ten with as much left': (scene) =>
      savedBy(scene, [...upTo(8).map(alike(sixteen)), spread(0), spread(1)]),
    'margins an hour apart to the second': (scene) =>
      savedBy(
        scene,
        upTo(10).map((n) => alike(sixteen - (n % 2) * hour)(n)),
      ),
    'suspended for the overrun and three days': (scene) => savedBy(scene, upTo(10).map(overrunPlus(3 * day))),
  },
  {
    'nine with as much left': (scene) => savedBy(scene, upTo(9).map(alike(sixteen))),
    'seven of ten with as much left': (scene) =>
      savedBy(scene, [...upTo(7).map(alike(sixteen)), spread(0), spread(1), spread(2)]),
    'ten with margins of their own': (scene) => savedBy(scene, upTo(10).map(spread)),
    'margins a second more than an hour apart': (scene) =>
      savedBy(
        scene,
        upTo(10).map((n) => alike(sixteen - (n % 2) * (hour + second))(n)),
      ),
  },
);

/** A department's suspensions by the reasons they give, three to a case. */
function reasoned(scene: GroupScene, reasons: string[]): PlantedGroup {
  const office = scene.office();
  const scripts: CaseScript[] = [];
  for (let from = 0; from < reasons.length; from += 3) {
    const on = scene.pastDay(9);
    const accepted = scene.moment(on);
    const pauses = reasons.slice(from, from + 3).flatMap((reason, n): Parameters<GroupScene['file']>[2] => {
      const at = startOf(scene.workday(on, n + 1)) + 10 * hour;
      return [
        ['suspended', at, suspension(at, reason, 2)],
        ['resumed', at + 5 * hour],
      ];
    });
    scripts.push(
      scene.file(office, scene.promised, [
        ['submitted', accepted - hour],
        ['accepted', accepted],
        ...pauses,
        ['concluded', startOf(scene.workday(on, 5)) + 15 * hour, { outcome: 'granted' }],
      ]),
    );
  }
  return { key: groupKey('department', office.code), scripts };
}

const stock = (n: number): string[] => upTo(n).map(() => '需组织专家评审');
const own = (n: number): string[] => upTo(n).map((i) => `需对第${String(i + 1)}号地块进行检测`);
const spelt = ['需组织专家评审。', '需组织 专家评审', '“需组织专家评审”', '需组织专家评审！'];

export const boilerplateReasons: GroupPlant[] = groupPlantsOf(
  'HANG-05',
  {
    'thirty times the same': (scene) => reasoned(scene, stock(30)),
    'nineteen of thirty': (scene) => reasoned(scene, [...stock(19), ...own(11)]),
    'the same in other punctuation': (scene) => reasoned(scene, [...stock(15), ...spelt, ...own(11)]),
  },
  {
    'eighteen of thirty': (scene) => reasoned(scene, [...stock(18), ...own(12)]),
    'twenty-nine times the same': (scene) => reasoned(scene, stock(29)),
    'thirty reasons of their own': (scene) => reasoned(scene, own(30)),
  },
);
