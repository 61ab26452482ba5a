import { type CaseScript, dropEvents, eventOf, moveEvent, stepsOf } from '../caseScript.ts';
import { hour, minute, second } from '../time.ts';
import { plantsOf } from './plant.ts';
import { hasNoStepLimit, type Scene } from './scene.ts';
import { instant } from './speed.ts';

/** At the counter: concluded, and `gap` ms later accepted. */
function concludedFirst(scene: Scene, gap: number): CaseScript {
  const script = instant(scene, 8);
  dropEvents(script, (event) => event.type === 'case.delivered');
  moveEvent(eventOf(script, 'case.concluded'), eventOf(script, 'case.accepted').at - gap);
  return script;
}

function life(scene: Scene, suits: (type: string) => boolean = () => true): CaseScript {
  const place = scene.promised((item, days) => days >= 3 && hasNoStepLimit(item) && suits(item.type));
  const on = scene.pastDay(4);
  return scene.usual({
    ...place,
    acceptedAt: scene.moment(on),
    concludedAt: scene.moment(scene.workday(on, 2)),
  });
}

function acceptedFirst(scene: Scene, gap: number): CaseScript {
  const script = life(scene);
  dropEvents(script, (event) => event.type === 'case.received');
  moveEvent(eventOf(script, 'case.submitted'), eventOf(script, 'case.accepted').at + gap);
  return script;
}

function endedFirst(scene: Scene, gap: number): CaseScript {
  const script = life(scene);
  const [step] = stepsOf(script);
  if (!step) throw new Error(`case ${script.number} has no step`);
  dropEvents(script, (event) => event.type === 'case.step_started');
  if (step.at - eventOf(script, 'case.accepted').at < hour)
    moveEvent(step, eventOf(script, 'case.accepted').at + minute);
  script.events.push({ ...step, type: 'case.step_started', at: step.at + gap, arrives: step.arrives + gap });
  return script;
}

/** Nobody ever accepted it; a step says 受理, so the trail itself is whole. */
function neverAccepted(scene: Scene): CaseScript {
  const script = life(scene, (type) => type !== '01');
  const accepted = eventOf(script, 'case.accepted');
  dropEvents(script, (event) => event === accepted);
  script.events.push({
    ...accepted,
    type: 'case.step_completed',
    data: { step: '受理', handler: accepted.data.handler },
  });
  return script;
}

const skew = 5 * minute;

export const wrongOrder = plantsOf(
  'STEP-03',
  {
    'concluded five minutes and a second before acceptance': (scene) => concludedFirst(scene, skew + second),
    'accepted five minutes and a second before submission': (scene) => acceptedFirst(scene, skew + second),
    'a step ended five minutes and a second before its start': (scene) => endedFirst(scene, skew + second),
    'concluded without acceptance': (scene) => neverAccepted(scene),
  },
  {
    'concluded five minutes before acceptance': (scene) => concludedFirst(scene, skew),
    'accepted five minutes before submission': (scene) => acceptedFirst(scene, skew),
    'a step ended five minutes before its start': (scene) => endedFirst(scene, skew),
    'concluded a second less before acceptance': (scene) => concludedFirst(scene, skew - second),
  },
);
