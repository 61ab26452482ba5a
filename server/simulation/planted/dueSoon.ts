import type { CaseScript } from '../caseScript.ts';
import { addPause } from '../lives/pauses.ts';
import { dayOf, hour, minute, second, startOf } from '../time.ts';
import { plantsOf } from './plant.ts';
import { hasNoStepLimit, type Scene } from './scene.ts';

/** Accepted so many working days before the end that `left` of the promise remain after today. */
function openCase(scene: Scene, left: number, suits: (days: number, lawDays: number) => boolean): CaseScript {
  const place = scene.promised((item, days, law) => hasNoStepLimit(item) && suits(days, law));
  const days = place.item.promisedLimit?.value ?? 0;
  const acceptedAt = scene.moment(scene.workday(scene.today, left - days));
  return scene.usual({ ...place, acceptedAt, concludedAt: scene.moment(scene.workday(scene.today, 2)) });
}

/** A promise in minutes, `share` of it (plus `offset` ms) used at the very end of the history. */
export function inMinutes(scene: Scene, share: number, offset: number): CaseScript {
  const place = scene.place((item) => item.promisedLimit?.unit === 'minute');
  const length = (place.item.promisedLimit?.value ?? 0) * minute;
  const acceptedAt = scene.world.to - Math.round(length * share) - offset;
  return scene.usual({ ...place, acceptedAt, concludedAt: scene.world.to + 2 * hour });
}

export const dueSoon = plantsOf(
  'TIM-01',
  {
    'last day of the promise': (scene) => openCase(scene, 0, (days) => days >= 3),
    'nine tenths of the minutes used': (scene) => inMinutes(scene, 0.9, 0),
    'last minute': (scene) => inMinutes(scene, 1, -second),
  },
  {
    'one day before the last': (scene) => openCase(scene, 1, (days) => days >= 3 && days <= 10),
    'a second short of nine tenths': (scene) => inMinutes(scene, 0.9, -second),
    'suspended on its last day': (scene) => {
      const place = scene.promised((item, days) => hasNoStepLimit(item) && days >= 5 && days <= 12);
      const days = place.item.promisedLimit?.value ?? 0;
      const acceptedAt = scene.moment(scene.workday(scene.today, -days));
      const script = scene.usual({
        ...place,
        acceptedAt,
        concludedAt: scene.moment(scene.workday(scene.today, 4)),
      });
      const startsAt = scene.moment(scene.workday(scene.today, -1));
      addPause(
        script,
        { startsAt, resumesAt: startOf(scene.workday(scene.today, 2)) + 10 * hour, approvedDays: 5 },
        scene.random,
      );
      return script;
    },
    'concluded on its last day': (scene) => {
      const place = scene.promised((item, days) => hasNoStepLimit(item) && days >= 2);
      const on = scene.pastDay((place.item.promisedLimit?.value ?? 0) + 1);
      const acceptedAt = scene.moment(on);
      const dueOn = scene.workday(dayOf(acceptedAt), place.item.promisedLimit?.value ?? 0);
      return scene.usual({ ...place, acceptedAt, concludedAt: scene.moment(dueOn) });
    },
  },
);
