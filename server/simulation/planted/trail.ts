import { type CaseScript, dropEvents, eventOf, moveEvent, stepsOf } from '../caseScript.ts';
import type { Outcome } from '#contract/caseEvent';
import { second } from '../time.ts';
import { plantsOf } from './plant.ts';
import { type Place, type Scene } from './scene.ts';
import { machine } from './speed.ts';

const withStep = (scene: Scene, step: string, least = 2): Place =>
  scene.promised(
    (item, days) =>
      days >= least && item.route?.some((r) => r.step === step && r.required !== false) === true,
  );

/** A blameless life of the past, one to three working days long. */
function past(scene: Scene, place: Place, outcome: Outcome = 'granted'): CaseScript {
  const on = scene.pastDay(4);
  return scene.usual({
    ...place,
    acceptedAt: scene.moment(on),
    concludedAt: scene.moment(scene.workday(on, scene.random.int(1, 2))),
    outcome,
  });
}

function without(step: string) {
  return (scene: Scene): CaseScript => {
    const script = past(scene, withStep(scene, step));
    dropEvents(script, (event) => event.data.step === step);
    return script;
  };
}

export const missingStep = plantsOf(
  'STEP-01',
  {
    'no examination': without('审查'),
    'no second look': without('复审'),
    'no experts': without('专家评审'),
    'no visit': without('现场踏勘'),
    'no certificate made': without('制证'),
  },
  {
    'step under an alias': (scene) => {
      const script = past(scene, withStep(scene, '复审'));
      for (const event of script.events)
        if (event.data.step === '复审') event.data = { ...event.data, step: '复核' };
      return script;
    },
    'refused before a certificate': (scene) => past(scene, withStep(scene, '制证'), 'refused'),
    'withdrawn after the first step': (scene) => past(scene, withStep(scene, '复审'), 'withdrawn'),
    'open, steps still to come': (scene) => {
      const place = withStep(scene, '复审', 10);
      const acceptedAt = scene.moment(scene.workday(scene.today, -2));
      return scene.usual({ ...place, acceptedAt, concludedAt: scene.moment(scene.workday(scene.today, 3)) });
    },
    'no certificate where none is required': (scene) => {
      const script = past(scene, withStep(scene, '专家评审'));
      dropEvents(script, (event) => event.data.step === '制证');
      return script;
    },
  },
);

/** All steps of a trail moved to one instant, or nearly: `offsets` ms away from it, step by step. */
function stamped(scene: Scene, place: Place, offsets: number[], at: 'conclusion' | 'decision'): CaseScript {
  const script = past(scene, place);
  dropEvents(script, (event) => event.type === 'case.step_started' || event.data.step === '制证');
  const concluded = eventOf(script, 'case.concluded');
  const stamp = at === 'conclusion' ? concluded.at : eventOf(script, 'case.decided').at - 60 * second;
  for (const [n, event] of stepsOf(script).entries()) moveEvent(event, stamp + (offsets[n] ?? 0));
  if (at === 'conclusion') moveEvent(eventOf(script, 'case.decided'), stamp);
  return script;
}

const threeSteps = (scene: Scene): Place => withStep(scene, '专家评审');
const twoSteps = (scene: Scene): Place =>
  scene.promised(
    (item, days) =>
      days >= 2 &&
      item.route?.length === 5 &&
      item.route.some((r) => r.step === '制证' && r.required === false),
  );

export const syntheticTrail = plantsOf(
  'STEP-02',
  {
    'three steps at the second of the conclusion': (scene) =>
      stamped(scene, threeSteps(scene), [], 'conclusion'),
    'three steps at one second before it': (scene) => stamped(scene, threeSteps(scene), [], 'decision'),
    'acceptance, steps and conclusion at one second': (scene) => {
      const script = stamped(scene, threeSteps(scene), [], 'conclusion');
      moveEvent(eventOf(script, 'case.accepted'), eventOf(script, 'case.concluded').at);
      return script;
    },
    'visit, started and ended at the second of the others': (scene) => {
      const script = stamped(scene, withStep(scene, '现场踏勘'), [], 'decision');
      const visit = stepsOf(script).find((event) => event.data.step === '现场踏勘');
      if (visit) script.events.push({ ...visit, type: 'case.step_started', arrives: visit.arrives - second });
      return script;
    },
  },
  {
    'one step a second earlier': (scene) => stamped(scene, threeSteps(scene), [-second], 'conclusion'),
    'last step a second later': (scene) => stamped(scene, threeSteps(scene), [0, 0, second], 'decision'),
    'two steps at one second': (scene) => stamped(scene, twoSteps(scene), [], 'decision'),
    'three steps of a machine': (scene) => {
      const script = machine(scene);
      dropEvents(script, (event) => event.type === 'case.step_completed');
      const { at, arrives, data } = eventOf(script, 'case.concluded');
      for (const step of ['信息比对', '规则校验', '自动审批']) {
        script.events.push({
          type: 'case.step_completed',
          at,
          arrives,
          data: { step, handler: data.handler },
        });
      }
      return script;
    },
  },
);
