import type { CaseScript } from '../caseScript.ts';
import { dropEvents } from '../caseScript.ts';
import { answerBy } from '../judge/clock.ts';
import { minute, second } from '../time.ts';
import { plantsOf } from './plant.ts';
import { hasNoStepLimit, type Scene } from './scene.ts';

const licence = (scene: Scene, least: number) =>
  scene.promised((item, days) => item.type === '01' && days >= least && hasNoStepLimit(item));

/** Received on a past day; accepted at an instant that depends on the deadline for an answer. */
function answered(scene: Scene, at: (deadline: number, scene: Scene) => number): CaseScript {
  const place = licence(scene, 8);
  const on = scene.pastDay(10, (d) => scene.tomorrowWorks(scene.workday(d, 5)));
  const receivedAt = scene.moment(on);
  const acceptedAt = at(answerBy(receivedAt, scene.calendar), scene);
  const concludedAt = scene.moment(scene.workday(on, 7));
  return scene.usual({ ...place, receivedAt, submittedAt: receivedAt - 9 * minute, acceptedAt, concludedAt });
}

/** Received `daysAgo` working days before the end; nothing after that until the history is over. */
function waiting(scene: Scene, daysAgo: number, hasReceipt = true): CaseScript {
  const place = licence(scene, 15);
  const on = scene.workday(scene.today, -daysAgo);
  const receivedAt = scene.moment(on);
  const acceptedAt = scene.moment(scene.workday(scene.today, 1));
  const concludedAt = scene.moment(scene.workday(scene.today, 3));
  const script = scene.usual({
    ...place,
    receivedAt,
    submittedAt: receivedAt - 4 * minute,
    acceptedAt,
    concludedAt,
  });
  if (!hasReceipt) dropEvents(script, (event) => event.type === 'case.received');
  return script;
}

function refusedAt(scene: Scene, offset: number): CaseScript {
  const script = answered(scene, (deadline) => deadline + offset);
  const accepted = script.events.findIndex((event) => event.type === 'case.accepted');
  const answer = script.events[accepted];
  if (!answer) throw new Error('no acceptance to replace');
  script.events = [
    ...script.events.slice(0, accepted),
    { ...answer, type: 'case.not_accepted', data: { ...answer.data, reason: '不属于本机关职权范围' } },
  ];
  return script;
}

export const lateAcceptance = plantsOf(
  'ACC-01',
  {
    'accepted one second after the fifth working day': (scene) =>
      answered(scene, (deadline) => deadline + second),
    'accepted on the morning of the sixth': (scene) => answered(scene, (deadline) => deadline + 570 * minute),
    'refused one second too late': (scene) => refusedAt(scene, second),
    'never answered': (scene) => waiting(scene, scene.random.int(6, 7)),
    'never even received': (scene) => waiting(scene, 6, false),
  },
  {
    'accepted in the last second': (scene) => answered(scene, (deadline) => deadline - second),
    'refused in the last second': (scene) => refusedAt(scene, -second),
    'fifth day not over': (scene) => waiting(scene, 5),
    'told what is missing in the last second': (scene) => {
      const place = licence(scene, 8);
      const on = scene.pastDay(14);
      const receivedAt = scene.moment(on);
      const requestedAt = answerBy(receivedAt, scene.calendar) - second;
      const materialsOn = scene.workday(on, 6);
      const acceptedAt = scene.moment(scene.workday(materialsOn, scene.random.int(1, 4)));
      return scene.usual({
        ...place,
        receivedAt,
        submittedAt: receivedAt - 9 * minute,
        correction: { requestedAt, receivedAt: scene.moment(materialsOn) },
        acceptedAt,
        concludedAt: scene.moment(scene.workday(materialsOn, 6)),
      });
    },
  },
);
