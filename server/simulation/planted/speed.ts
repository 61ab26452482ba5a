import type { CaseMark, Outcome } from '#contract/caseEvent';
import { type CaseScript, dropEvents, eventOf } from '../caseScript.ts';
import { plausibleMinimum } from '../judge/trailRules.ts';
import { officeMoment } from '../lives/pace.ts';
import { autoLife, instantLife } from '../lives/quickLife.ts';
import { dayOf, minute, second } from '../time.ts';
import { plantsOf } from './plant.ts';
import { hasNoStepLimit, type Place, type Scene } from './scene.ts';

/** Concluded `took` ms after its acceptance. */
function fast(
  scene: Scene,
  place: Place,
  took: number,
  rest: { outcome?: Outcome; marks?: CaseMark[] } = {},
): CaseScript {
  const acceptedAt = scene.moment(scene.pastDay(1));
  return scene.usual({ ...place, acceptedAt, concludedAt: acceptedAt + took, ...rest });
}

const plain = (scene: Scene): Place => scene.promised((item, days) => days >= 2 && hasNoStepLimit(item));
const atMinimum = (scene: Scene, offset: number, place = plain(scene)): CaseScript =>
  fast(scene, place, plausibleMinimum(place.item) + offset);
const minutes = (scene: Scene): number => scene.random.int(150, 400) * second;
const exempt = (mark: CaseMark) => (scene: Scene) =>
  fast(scene, plain(scene), minutes(scene), { marks: [mark] });

export const tooFast = plantsOf(
  'FAST-01',
  {
    'a second under the least plausible time': (scene) => atMinimum(scene, -second),
    'granted in minutes': (scene) => fast(scene, plain(scene), minutes(scene)),
    'refused in minutes': (scene) => fast(scene, plain(scene), minutes(scene), { outcome: 'refused' }),
    'a one-day promise, a second under a twentieth of it': (scene) =>
      atMinimum(
        scene,
        -second,
        scene.promised((item, days) => days === 1 && (item.floorMinutes ?? 0) >= 25),
      ),
  },
  {
    'the least plausible time to the second': (scene) => atMinimum(scene, 0),
    'a second more': (scene) => atMinimum(scene, second),
    'promise-based': exempt('promise_based'),
    'pre-service': exempt('pre_service'),
    'declared bulk': exempt('bulk'),
    'withdrawn in minutes': (scene) => fast(scene, plain(scene), minutes(scene), { outcome: 'withdrawn' }),
    'instant item in minutes': (scene) => instant(scene, 3),
    'decided by machine in seconds': (scene) => machine(scene),
  },
);

export function instant(scene: Scene, took: number): CaseScript {
  const place = scene.place((item) => item.handling === 'instant');
  const acceptedAt = scene.moment(scene.pastDay(1));
  const submittedAt = acceptedAt - 5 * minute;
  const number = scene.number(place.office.region, dayOf(submittedAt));
  return instantLife({
    ...place,
    number,
    random: scene.random,
    submittedAt,
    channel: 'window',
    acceptedAt,
    minutes: took,
  });
}

export function machine(scene: Scene): CaseScript {
  const place = scene.place((item) => item.handling === 'auto');
  const submittedAt = officeMoment(scene.pastDay(1), scene.random);
  const number = scene.number(place.office.region, dayOf(submittedAt));
  return autoLife({ ...place, number, random: scene.random, submittedAt, channel: 'mobile' });
}

/** A 秒批 whose conclusion names `handler`. */
function concludedBy(scene: Scene, handler: (department: string) => unknown): CaseScript {
  const script = machine(scene);
  dropEvents(script, (event) => event.type === 'case.step_completed');
  const concluded = eventOf(script, 'case.concluded');
  concluded.data = { ...concluded.data, handler: handler(script.office.code) };
  return script;
}

export const personOnAuto = plantsOf(
  'FAST-03',
  {
    'concluded by a person': (scene) =>
      concludedBy(scene, (department) => ({ code: `${department}-104`, kind: 'human' })),
  },
  {
    'concluded by an unknown kind': (scene) => concludedBy(scene, (department) => `${department}-104`),
    'concluded by the machine': (scene) => machine(scene),
    'accepted by a person, concluded by the machine': (scene) => {
      const script = machine(scene);
      const accepted = eventOf(script, 'case.accepted');
      accepted.data = { ...accepted.data, handler: { code: `${script.office.code}-101`, kind: 'human' } };
      return script;
    },
    'instant item concluded by a person': (scene) => instant(scene, 6),
  },
);
