import { type CaseScript, dropEvents } from '../caseScript.ts';
import { addExtension, addPause } from '../lives/pauses.ts';
import { hour, minute } from '../time.ts';
import { plantsOf } from './plant.ts';
import { hasNoStepLimit, type Scene } from './scene.ts';

/** Extended by ten days on its first working day, then silent for the promise and `more` working days. */
function extended(scene: Scene, more: number, promise: [least: number, most: number] = [5, 9]): CaseScript {
  const place = scene.promised(
    (item, days) => days >= promise[0] && days <= promise[1] && hasNoStepLimit(item),
  );
  const days = place.item.promisedLimit?.value ?? 0;
  const on = scene.workday(scene.today, -days - more - 1);
  const script = scene.usual({
    ...place,
    acceptedAt: scene.moment(on),
    concludedAt: scene.moment(scene.workday(scene.today, 5)),
  });
  quieten(script);
  addExtension(script, scene.moment(scene.workday(on, 1)), 10, scene.random);
  return script;
}

/** Not accepted though all was brought `daysAgo` working days ago; `isBrought` false: it never was. */
function waiting(scene: Scene, more: number, isBrought = true): CaseScript {
  const place = scene.promised(
    (item, days) => item.type !== '01' && days >= 6 && days <= 12 && hasNoStepLimit(item),
  );
  const days = place.item.promisedLimit?.value ?? 0;
  const broughtOn = scene.workday(scene.today, -days - more);
  const receivedAt = scene.moment(scene.workday(broughtOn, -2));
  const script = scene.usual({
    ...place,
    receivedAt,
    submittedAt: receivedAt - 9 * minute,
    correction: {
      requestedAt: scene.moment(scene.workday(broughtOn, -1)),
      receivedAt: scene.moment(broughtOn),
    },
    acceptedAt: scene.moment(scene.workday(scene.today, 1)),
    concludedAt: scene.moment(scene.workday(scene.today, 3)),
  });
  if (!isBrought) dropEvents(script, ({ type }) => type === 'case.correction_received');
  return script;
}

/** Nobody works on it before its conclusion. */
function quieten(script: CaseScript): void {
  dropEvents(script, ({ type }) => type.startsWith('case.step_'));
}

export const stalled = plantsOf(
  'TIM-05',
  {
    'extended, and silent since, a day too long': (scene) => extended(scene, 1),
    'extended, and silent since, two days too long': (scene) => extended(scene, 2),
    'all brought, and silent since, a day too long': (scene) => waiting(scene, 1),
    'all brought, and silent since, days too long': (scene) => waiting(scene, scene.random.int(2, 5)),
  },
  {
    'extended, the silence as long as the promise': (scene) => extended(scene, 0),
    'all brought, the silence as long as the promise': (scene) => waiting(scene, 0),
    'the applicant has yet to bring something': (scene) => waiting(scene, 4, false),
    'a step the day before': (scene) => {
      const script = extended(scene, 2);
      const at = scene.moment(scene.workday(scene.today, -1));
      script.events.push({ type: 'case.step_started', at, arrives: at + minute, data: { step: '审查' } });
      return script;
    },
    'extended, and due today: another rule speaks': (scene) => extended(scene, 9, [5, 9]),
    'suspended since': (scene) => {
      const script = extended(scene, 2);
      const startsAt = scene.moment(scene.workday(scene.today, -1)) + hour;
      addPause(script, { startsAt, resumesAt: undefined, approvedDays: 9 }, scene.random);
      return script;
    },
  },
);
