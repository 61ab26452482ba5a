import { type CaseScript, dropEvents, moveEvent, type ScriptedEvent } from '../caseScript.ts';
import { endOf, hour, minute, second, startOf, toTimeText } from '../time.ts';
import { plantsOf } from './plant.ts';
import type { Scene } from './scene.ts';

const visit = '现场踏勘';

const find = (script: CaseScript, type: string, step: string): ScriptedEvent => {
  const event = script.events.find((e) => e.type === type && e.data.step === step);
  if (!event) throw new Error(`no ${type} ${step} in ${script.number}`);
  return event;
};

/** A site visit, limited to two working days, that ends `offset` ms from the end of its limit. */
function visitEnding(scene: Scene, offset: number): CaseScript {
  const place = scene.promised(
    (item, days) => days >= 6 && item.route?.some((step) => step.step === visit) === true,
  );
  const days = place.item.promisedLimit?.value ?? 0;
  const on = scene.pastDay(days + 1, (d) => scene.tomorrowWorks(scene.workday(d, 3)));
  const acceptedAt = scene.moment(on);
  const script = scene.usual({ ...place, acceptedAt, concludedAt: scene.moment(scene.workday(on, 5)) });
  const startedAt = scene.moment(scene.workday(on, 1));
  moveEvent(find(script, 'case.step_started', visit), startedAt);
  moveEvent(find(script, 'case.step_completed', visit), endOf(scene.workday(on, 3)) + offset);
  keepReview(script, startedAt, scene.workday(on, 4));
  return script;
}

/** The examination before the visit and the second look after it. */
function keepReview(script: CaseScript, startedAt: number, lookedAgainOn: number): void {
  dropEvents(script, (event) => event.type === 'case.step_started' && event.data.step !== visit);
  moveEvent(find(script, 'case.step_completed', '审查'), startedAt - 5 * minute);
  moveEvent(find(script, 'case.step_completed', '复审'), startOf(lookedAgainOn) + 17 * hour + 13 * minute);
}

/** A step with a due time of its own, told by the source. */
function givenDue(scene: Scene, offset: number): CaseScript {
  const place = scene.promised((item, days) => days >= 4 && item.route?.length === 3);
  const on = scene.pastDay((place.item.promisedLimit?.value ?? 0) + 1);
  const acceptedAt = scene.moment(on);
  const script = scene.usual({ ...place, acceptedAt, concludedAt: scene.moment(scene.workday(on, 3)) });
  dropEvents(script, (event) => event.type === 'case.step_started');
  const done = find(script, 'case.step_completed', '审查');
  moveEvent(done, scene.moment(scene.workday(on, 2)));
  const dueAt = toTimeText(done.at - offset);
  script.events.push({
    type: 'case.step_started',
    at: acceptedAt + minute,
    arrives: acceptedAt + minute + second,
    data: { step: '审查', dueAt, handler: done.data.handler },
  });
  return script;
}

/** A visit under way at the end of the history, begun `daysAgo` working days before. */
function visitOpen(scene: Scene, daysAgo: number): CaseScript {
  const place = scene.promised(
    (item, days) => days >= 10 && item.route?.some((step) => step.step === visit) === true,
  );
  const acceptedAt = scene.moment(scene.workday(scene.today, -daysAgo - 1));
  const concludedAt = scene.moment(scene.workday(scene.today, 4));
  const script = scene.usual({ ...place, acceptedAt, concludedAt });
  const startedAt = scene.moment(scene.workday(scene.today, -daysAgo));
  moveEvent(find(script, 'case.step_started', visit), startedAt);
  moveEvent(find(script, 'case.step_completed', visit), scene.world.to + 20 * hour);
  keepReview(script, startedAt, scene.workday(scene.today, 3));
  return script;
}

export const stepLimit = plantsOf(
  'TIM-04',
  {
    'visit a second over its limit': (scene) => visitEnding(scene, second),
    'visit ended on the day after its limit': (scene) => visitEnding(scene, 10 * hour),
    'examination a second over the time given': (scene) => givenDue(scene, second),
    'visit still going on': (scene) => visitOpen(scene, 3),
  },
  {
    'visit ended in the last second': (scene) => visitEnding(scene, -second),
    'visit ended at the stroke of midnight': (scene) => visitEnding(scene, 0),
    'examination ended on time to the second': (scene) => givenDue(scene, 0),
    'examination ended a second early': (scene) => givenDue(scene, -second),
    'visit on its last day': (scene) => visitOpen(scene, 2),
  },
);
