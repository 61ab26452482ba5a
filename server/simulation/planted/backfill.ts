import { type CaseScript, eventOf, type ScriptedEvent, stepsOf } from '../caseScript.ts';
import { sourceOfRegion } from '../city/citySources.ts';
import { day, hour, minute, second } from '../time.ts';
import { plantsOf } from './plant.ts';
import { hasNoStepLimit, type Scene } from './scene.ts';
import { instant, machine } from './speed.ts';

/** A blameless case whose chosen event arrives one working day (24 hours of working days) plus `offset` ms late. */
function late(
  scene: Scene,
  which: (script: CaseScript) => ScriptedEvent | undefined,
  offset: number,
): CaseScript {
  const place = scene.promised((item, days) => days >= 4 && hasNoStepLimit(item));
  const on = scene.pastDay(9);
  const script = scene.usual({
    ...place,
    acceptedAt: scene.moment(on),
    concludedAt: scene.moment(scene.workday(on, 2)),
  });
  const event = which(script);
  if (event) event.arrives = scene.calendar.legalTimeAfter(event.at, day + offset);
  return script;
}

const someDays = (scene: Scene): number => scene.random.int(1, 4) * day + scene.random.int(1, 600) * minute;
const step = (script: CaseScript) => stepsOf(script)[0];

/** Everything of the case arrives five working days late; nobody counts that against such an item. */
function allLate(scene: Scene, script: CaseScript): CaseScript {
  for (const event of script.events)
    event.arrives = scene.calendar.legalTimeAfter(event.at, 2 * day + 3 * hour);
  return script;
}

export const enteredAfterwards = plantsOf(
  'BKF-01',
  {
    'a step a second over one working day': (scene) => late(scene, step, second),
    'a step days later': (scene) => late(scene, step, someDays(scene)),
    'the acceptance days later': (scene) =>
      late(scene, (script) => eventOf(script, 'case.accepted'), someDays(scene)),
    'the conclusion days later': (scene) =>
      late(scene, (script) => eventOf(script, 'case.concluded'), someDays(scene)),
  },
  {
    'a step one working day late to the second': (scene) => late(scene, step, 0),
    'a step a second less': (scene) => late(scene, step, -second),
    'the conclusion a second less than a working day late': (scene) =>
      late(scene, (script) => eventOf(script, 'case.concluded'), -second),
    'an instant item': (scene) => allLate(scene, instant(scene, 5)),
    'an item decided by machine': (scene) => allLate(scene, machine(scene)),
    'in a declared outage': (scene) => inOutage(scene),
  },
);

/** Under a weak line: the outage itself delays the events, see blackouts. */
function inOutage(scene: Scene): CaseScript {
  const outage = scene.random.pick(scene.outages);
  const isTheirs = (region: string) => sourceOfRegion(region).uri === outage.source;
  const place = scene.place(
    (item) =>
      item.handling === 'promised' &&
      (item.promisedLimit?.unit === 'workday' ? item.promisedLimit.value : 0) >= 6 &&
      hasNoStepLimit(item),
    (office) => isTheirs(office.region),
  );
  const acceptedAt = outage.from + scene.random.int(1, 90) * minute;
  const concludedAt = scene.calendar.officeTimeAfter(outage.to, scene.random.between(100, 600));
  return scene.usual({ ...place, acceptedAt, concludedAt });
}
