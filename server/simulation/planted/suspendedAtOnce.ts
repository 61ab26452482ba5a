import { type CaseScript, eventOf } from '../caseScript.ts';
import { addPause } from '../lives/pauses.ts';
import { minute, second } from '../time.ts';
import { plantsOf } from './plant.ts';
import { hasNoStepLimit, type Scene } from './scene.ts';

/** Suspended `offset` ms after its acceptance, all in order otherwise. */
function suspended(scene: Scene, offset: number): CaseScript {
  const place = scene.promised((item, days) => days >= 10 && hasNoStepLimit(item));
  const on = scene.pastDay(8);
  const script = scene.usual({
    ...place,
    acceptedAt: scene.moment(on),
    concludedAt: scene.moment(scene.workday(on, 6)),
  });
  const startsAt = eventOf(script, 'case.accepted').at + offset;
  const resumesAt = scene.moment(scene.workday(on, 3));
  addPause(script, { startsAt, resumesAt, approvedDays: 5 }, scene.random);
  return script;
}

export const suspendedAtOnce = plantsOf(
  'HANG-02',
  {
    'suspended at the second of acceptance': (scene) => suspended(scene, 0),
    'suspended a minute after acceptance': (scene) => suspended(scene, minute),
    'suspended within the minute': (scene) => suspended(scene, scene.random.int(1, 59) * second),
    'suspended a minute before acceptance': (scene) => suspended(scene, -minute),
  },
  {
    'suspended a minute and a second after acceptance': (scene) => suspended(scene, minute + second),
    'suspended within the hour': (scene) => suspended(scene, scene.random.int(2, 60) * minute),
  },
);
