import type { Outcome } from '#contract/caseEvent';
import { type CaseScript, eventOf } from '../caseScript.ts';
import { hour, minute, second } from '../time.ts';
import { plantsOf } from './plant.ts';
import { hasNoStepLimit, type Scene } from './scene.ts';

function life(scene: Scene, outcome?: Outcome): CaseScript {
  const place = scene.promised((item, days) => days >= 3 && hasNoStepLimit(item));
  const on = scene.pastDay(4);
  return scene.usual({
    ...place,
    acceptedAt: scene.moment(on),
    concludedAt: scene.moment(scene.workday(on, 2)),
    ...(outcome ? { outcome } : {}),
  });
}

/** Turned away at the desk: `data` is what the refusal says. */
function notAccepted(scene: Scene, data: { reason?: string }): CaseScript {
  const script = life(scene);
  const answer = eventOf(script, 'case.accepted');
  const { handler } = answer.data;
  script.events = script.events.filter(({ type }) => type === 'case.submitted' || type === 'case.received');
  script.events.push({ ...answer, type: 'case.not_accepted', data: { handler, ...data } });
  return script;
}

/** Ended with an outcome, without a word why. */
function silently(scene: Scene, outcome: Outcome): CaseScript {
  const script = life(scene, outcome);
  const concluded = eventOf(script, 'case.concluded');
  const { reason: _, ...rest } = concluded.data;
  concluded.data = rest;
  return script;
}

export const refusalWithoutReason = plantsOf(
  'ACC-03',
  {
    'not accepted, no reason': (scene) => notAccepted(scene, {}),
    'not accepted, an empty reason': (scene) => notAccepted(scene, { reason: '' }),
    'not accepted, a reason of blanks': (scene) => notAccepted(scene, { reason: '  ' }),
    'returned, no reason': (scene) => silently(scene, 'returned'),
  },
  {
    'not accepted, and why': (scene) => notAccepted(scene, { reason: '不属于本机关职权范围' }),
    'not accepted, in one character': (scene) => notAccepted(scene, { reason: '缺' }),
    'returned, and why': (scene) => life(scene, 'returned'),
    'withdrawn, no reason': (scene) => silently(scene, 'withdrawn'),
  },
);

/** Told so many times what is missing, each time a day after it was brought. */
function corrected(scene: Scene, times: number, again: { newFacts?: true } = {}): CaseScript {
  const place = scene.promised((item, days) => days >= 4 && hasNoStepLimit(item));
  const on = scene.pastDay(12);
  const receivedAt = scene.moment(on);
  const asked = (n: number): number => scene.moment(scene.workday(on, n));
  const first = asked(1);
  const acceptedAt = scene.moment(scene.workday(on, times + 2));
  const script = scene.usual({
    ...place,
    receivedAt,
    submittedAt: receivedAt - 9 * minute,
    correction: { requestedAt: first, receivedAt: first + hour },
    acceptedAt,
    concludedAt: scene.moment(scene.workday(on, times + 4)),
  });
  for (let n = 2; n <= times; n += 1) {
    const at = asked(n);
    const { data } = eventOf(script, 'case.correction_requested');
    script.events.push(
      { type: 'case.correction_requested', at, arrives: at + 2 * second, data: { ...data, ...again } },
      { type: 'case.correction_received', at: at + hour, arrives: at + hour + second, data: {} },
    );
  }
  return script;
}

export const repeatedCorrection = plantsOf(
  'COR-01',
  {
    'told twice': (scene) => corrected(scene, 2),
    'told three times': (scene) => corrected(scene, 3),
  },
  {
    'told once': (scene) => corrected(scene, 1),
    'told again for new facts': (scene) => corrected(scene, 2, { newFacts: true }),
  },
);
