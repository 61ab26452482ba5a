import type { CaseScript } from '../caseScript.ts';
import { addExtension, addPause } from '../lives/pauses.ts';
import { endOf, minute, second } from '../time.ts';
import { inMinutes } from './dueSoon.ts';
import { plantsOf } from './plant.ts';
import { hasNoStepLimit, type Place, type Scene } from './scene.ts';

type LimitName = 'promisedLimit' | 'statutoryLimit';

/** An item whose law leaves so many working days beyond its promise. */
const withRoom = (scene: Scene, room: number, most = 20): Place =>
  scene.promised((item, days, law) => hasNoStepLimit(item) && law - days >= room && law <= most);

/** Open, its limit having ended `daysOver` working days before today (0: it ends today). */
function openOver(scene: Scene, place: Place, limit: LimitName, daysOver: number): CaseScript {
  const days = place.item[limit]?.value ?? 0;
  const acceptedAt = scene.moment(scene.workday(scene.today, -days - daysOver));
  return scene.usual({ ...place, acceptedAt, concludedAt: scene.moment(scene.workday(scene.today, 2)) });
}

/** Concluded at `offset` ms from the end of its limit, `daysOver` working days later. */
function concludedAt(
  scene: Scene,
  place: Place,
  limit: LimitName,
  daysOver: number,
  offset?: number,
): CaseScript {
  const days = place.item[limit]?.value ?? 0;
  const isLate = offset !== undefined && offset > 0;
  const on = scene.pastDay(
    days + daysOver + 1,
    (d) => !isLate || scene.tomorrowWorks(scene.workday(d, days)),
  );
  const dueOn = scene.workday(on, days);
  const end = offset === undefined ? scene.moment(scene.workday(dueOn, daysOver)) : endOf(dueOn) + offset;
  return scene.usual({ ...place, acceptedAt: scene.moment(on), concludedAt: end });
}

export const promiseBrokenOpen = plantsOf(
  'TIM-02',
  {
    'open, first to fourth day over': (scene) =>
      openOver(scene, withRoom(scene, 8), 'promisedLimit', scene.random.int(1, 4)),
    'open, fifth day over': (scene) => openOver(scene, withRoom(scene, 8), 'promisedLimit', 5),
    'open, sixth day over': (scene) => openOver(scene, withRoom(scene, 8), 'promisedLimit', 6),
    'open, a second over its minutes': (scene) => inMinutes(scene, 1, second),
  },
  {
    'open, due today': (scene) => openOver(scene, withRoom(scene, 4), 'promisedLimit', 0),
    'open, its minutes used to the second': (scene) => inMinutes(scene, 1, 0),
  },
);

export const promiseBrokenConcluded = plantsOf(
  'TIM-02',
  {
    'concluded a second late': (scene) => concludedAt(scene, withRoom(scene, 4), 'promisedLimit', 0, second),
    'concluded one to four days late': (scene) =>
      concludedAt(scene, withRoom(scene, 8), 'promisedLimit', scene.random.int(1, 4)),
    'concluded five to seven days late': (scene) =>
      concludedAt(scene, withRoom(scene, 9), 'promisedLimit', scene.random.int(5, 7)),
  },
  {
    'concluded in the last second': (scene) =>
      concludedAt(scene, withRoom(scene, 2), 'promisedLimit', 0, -second),
    'concluded at the stroke of midnight': (scene) =>
      concludedAt(scene, withRoom(scene, 2), 'promisedLimit', 0, 0),
    'saved by an approved suspension': (scene) => {
      const place = scene.promised((item, days) => hasNoStepLimit(item) && days >= 3 && days <= 15);
      const days = place.item.promisedLimit?.value ?? 0;
      const on = scene.pastDay(days + 5);
      const dueOn = scene.workday(on, days + 3);
      const script = scene.usual({
        ...place,
        acceptedAt: scene.moment(on),
        concludedAt: endOf(dueOn) - second,
      });
      // in force at the end of three working days, ended on the third of its four approved ones after midnight
      const startsAt = scene.moment(scene.workday(on, 1));
      addPause(
        script,
        { startsAt, resumesAt: scene.moment(scene.workday(on, 4)), approvedDays: 4 },
        scene.random,
      );
      return script;
    },
    'saved by an extension approved in the last second': (scene) => {
      const place = scene.promised((item, days) => hasNoStepLimit(item) && days <= 15);
      const days = place.item.promisedLimit?.value ?? 0;
      const on = scene.pastDay(days + 11);
      const dueOn = scene.workday(on, days);
      const script = scene.usual({
        ...place,
        acceptedAt: scene.moment(on),
        concludedAt: endOf(scene.workday(dueOn, 10)) - minute,
      });
      addExtension(script, endOf(dueOn) - second, 10, scene.random);
      return script;
    },
  },
);

export const lawBroken = plantsOf(
  'TIM-03',
  {
    'open past the law': (scene) =>
      openOver(scene, withRoom(scene, 2), 'statutoryLimit', scene.random.int(1, 3)),
    'concluded past the law': (scene) =>
      concludedAt(scene, withRoom(scene, 2), 'statutoryLimit', scene.random.int(1, 5)),
    'concluded a second past the law': (scene) =>
      concludedAt(scene, withRoom(scene, 2), 'statutoryLimit', 0, second),
  },
  {
    'concluded in the last second of the law': (scene) =>
      concludedAt(scene, withRoom(scene, 2), 'statutoryLimit', 0, -second),
    'open on the last day of the law': (scene) => openOver(scene, withRoom(scene, 2), 'statutoryLimit', 0),
  },
);
