import type { CaseEventType, Outcome } from '#contract/caseEvent';
import type { CaseScript } from '../caseScript.ts';
import { plantsOf } from './plant.ts';
import { hasNoStepLimit, type Place, type Scene } from './scene.ts';
import { instant } from './speed.ts';

const separated = (scene: Scene): Place =>
  scene.promised(
    (item, days) =>
      days >= 3 && hasNoStepLimit(item) && item.route?.some((step) => step.separateHandler) === true,
  );
const together = (scene: Scene): Place =>
  scene.promised(
    (item, days) => days >= 3 && hasNoStepLimit(item) && !item.route?.some((step) => step.separateHandler),
  );

/** Every act by one officer, but those of the types named by another. */
function byOne(
  scene: Scene,
  place: Place,
  others: readonly CaseEventType[] = [],
  outcome: Outcome = 'granted',
): CaseScript {
  const on = scene.pastDay(4);
  const script = scene.usual({
    ...place,
    acceptedAt: scene.moment(on),
    concludedAt: scene.moment(scene.workday(on, 2)),
    outcome,
  });
  for (const event of script.events) {
    const number = others.includes(event.type) ? '108' : '107';
    if (event.data.handler !== undefined)
      event.data = { ...event.data, handler: `${script.office.code}-${number}` };
  }
  return script;
}

export const oneHandler = plantsOf(
  'STEP-04',
  {
    'one officer from acceptance to decision': (scene) => byOne(scene, separated(scene)),
    'one officer, to a refusal': (scene) => byOne(scene, separated(scene), [], 'refused'),
  },
  {
    'another accepted': (scene) => byOne(scene, separated(scene), ['case.accepted']),
    'another decided': (scene) => byOne(scene, separated(scene), ['case.decided', 'case.concluded']),
    'an item that separates nobody': (scene) => byOne(scene, together(scene)),
    'one officer at the counter': (scene) => instant(scene, 8),
    'withdrawn while one officer had it': (scene) => byOne(scene, separated(scene), [], 'withdrawn'),
  },
);
