import type { CaseScript } from '../caseScript.ts';
import { endOf, hour, second } from '../time.ts';
import { plantsOf } from './plant.ts';
import { hasNoStepLimit, type Scene } from './scene.ts';

/** Filed on a past day and looked at so many ms after the end of the next working day; received after that. */
function reviewed(scene: Scene, offset: number, brief: { channel?: string } = {}): CaseScript {
  const place = scene.promised((item, days) => days >= 4 && hasNoStepLimit(item));
  const on = scene.pastDay(7);
  const receivedAt = scene.moment(scene.workday(on, 2));
  const script = scene.usual({
    ...place,
    submittedAt: scene.moment(on),
    receivedAt,
    acceptedAt: receivedAt + hour,
    concludedAt: scene.moment(scene.workday(on, 4)),
    ...brief,
  });
  const at = endOf(scene.workday(on, 1)) + offset;
  script.events.push({ type: 'case.pre_reviewed', at, arrives: at + 3 * second, data: { result: '通过' } });
  return script;
}

export const latePreReview = plantsOf(
  'ACC-02',
  {
    'reviewed a second after the next working day': (scene) => reviewed(scene, second),
    'reviewed on the second morning': (scene) => reviewed(scene, 8 * hour),
    'filed on a mobile, reviewed late': (scene) => reviewed(scene, 7 * hour, { channel: 'mobile' }),
  },
  {
    'reviewed in the last second': (scene) => reviewed(scene, -second),
    'reviewed at the stroke of midnight': (scene) => reviewed(scene, 0),
    'filed at the window': (scene) => reviewed(scene, hour, { channel: 'window' }),
    'received before it was reviewed': (scene) => {
      const script = reviewed(scene, hour);
      const review = script.events.find(({ type }) => type === 'case.pre_reviewed');
      const receipt = script.events.find(({ type }) => type === 'case.received');
      if (review && receipt) {
        receipt.at = review.at - 2 * hour;
        receipt.arrives = receipt.at + second;
      }
      return script;
    },
  },
);
