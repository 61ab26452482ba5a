import type { Instant } from '#contract/time';
import { type CaseScript, dropEvents, eventOf, stepsOf } from './caseScript.ts';
import type { DemoItem } from './city/demoItems.ts';
import { addExtension, addPause } from './lives/pauses.ts';
import { promisedLife } from './lives/promisedLife.ts';
import { autoLife } from './lives/quickLife.ts';
import { createOfficeCalendar } from './officeCalendar.ts';
import { pickPlace } from './ordinaryCases.ts';
import { type Random, weightedPicker } from './random.ts';
import { day, hour, minute, second } from './time.ts';

interface Now {
  number(region: string): string;
  random: Random;
  now: Instant;
}

const calendar = createOfficeCalendar([], true);
const inDays = (item: DemoItem): boolean =>
  item.handling === 'promised' && item.promisedLimit?.unit === 'workday';
const steps = (item: DemoItem): number =>
  item.route?.filter((step) => !step.satisfiedBy && step.required !== false).length ?? 0;

function place(random: Random, suits: (item: DemoItem) => boolean) {
  for (;;) {
    const { office, item } = pickPlace(random);
    if (suits(item)) return { office, item };
  }
}

/** A promised case told from the past into the present; what lies before `now` arrives now. */
function life(
  { number, random, now }: Now,
  suits: (item: DemoItem) => boolean,
  acceptedAt: Instant,
  concludedAt: Instant,
): CaseScript {
  const { office, item } = place(random, suits);
  const submittedAt = acceptedAt - random.int(4, 20) * minute;
  const script = promisedLife({
    number: number(office.region),
    office,
    item,
    random,
    calendar,
    submittedAt,
    receivedAt: submittedAt + 3 * minute,
    acceptedAt,
    concludedAt,
  });
  for (const event of script.events)
    event.arrives = Math.max(event.arrives, now + random.int(0, 20) * second);
  return script;
}

const inTwoHours = ({ promisedLimit, statutoryLimit }: DemoItem): boolean =>
  promisedLimit?.unit === 'minute' && promisedLimit.value === 120 && statutoryLimit?.value === 240;

/** What goes wrong while one watches, by how often: each shows within seconds or minutes. */
const anomalies: [weight: number, write: (scene: Now) => CaseScript][] = [
  // FAST-01: granted three minutes after acceptance
  [
    5,
    (scene) =>
      life(
        scene,
        (item) => inDays(item) && steps(item) >= 1,
        scene.now,
        scene.now + scene.random.int(100, 240) * second,
      ),
  ],
  // STEP-02 and FAST-01: a whole trail at the second of the conclusion
  [
    3,
    (scene) => {
      const script = life(
        scene,
        (item) => inDays(item) && steps(item) >= 3,
        scene.now - 2 * hour,
        scene.now + minute,
      );
      dropEvents(script, (event) => event.type === 'case.step_started' || event.data.step === '制证');
      const { at, arrives } = eventOf(script, 'case.concluded');
      for (const step of stepsOf(script)) Object.assign(step, { at, arrives });
      return script;
    },
  ],
  // STEP-01: a second look that nobody took
  [
    3,
    (scene) => {
      const script = life(
        scene,
        (item) => inDays(item) && steps(item) >= 2,
        scene.now - 5 * hour,
        scene.now + minute,
      );
      dropEvents(script, (event) => event.data.step === '复审');
      return script;
    },
  ],
  // TIM-01, then TIM-02: a promise in minutes that runs out while one watches
  [
    4,
    (scene) =>
      life(
        scene,
        inTwoHours,
        scene.now - scene.random.int(105, 118) * minute,
        scene.now + scene.random.int(30, 90) * minute,
      ),
  ],
  // TIM-02, then TIM-03: the law in minutes runs out too
  [1.5, (scene) => life(scene, inTwoHours, scene.now - 238 * minute, scene.now + 50 * minute)],
  // BKF-01: last week's case, entered today
  [
    3,
    (scene) =>
      life(
        scene,
        (item) => inDays(item) && (item.promisedLimit?.value ?? 0) >= 10,
        scene.now - scene.random.int(5, 6) * day,
        scene.now - 3 * day,
      ),
  ],
  // HANG-01: a clock stopped without a notice
  [
    2,
    (scene) => {
      const script = life(
        scene,
        (item) => inDays(item) && (item.promisedLimit?.value ?? 0) >= 5,
        scene.now - 3 * hour,
        scene.now + 3 * day,
      );
      const pause = addPause(
        script,
        { startsAt: scene.now, resumesAt: undefined, approvedDays: 3 },
        scene.random,
      );
      delete pause.data.notice;
      return script;
    },
  ],
  // HANG-03: an extension signed after the conclusion
  [
    1,
    (scene) => {
      const script = life(
        scene,
        (item) => inDays(item) && (item.promisedLimit?.value ?? 0) >= 2,
        scene.now - 6 * hour,
        scene.now - 2 * minute,
      );
      addExtension(script, scene.now, 5, scene.random);
      return script;
    },
  ],
  // HANG-02: the clock stopped at the second in which it began to run
  [
    1,
    (scene) => {
      const script = life(
        scene,
        (item) => inDays(item) && (item.promisedLimit?.value ?? 0) >= 5,
        scene.now,
        scene.now + 3 * day,
      );
      addPause(script, { startsAt: scene.now, resumesAt: undefined, approvedDays: 3 }, scene.random);
      return script;
    },
  ],
  // ACC-03: turned away without a word
  [
    1,
    (scene) => {
      const script = life(scene, inDays, scene.now, scene.now + 3 * day);
      const answer = eventOf(script, 'case.accepted');
      dropEvents(script, ({ type }) => type !== 'case.submitted' && type !== 'case.received');
      script.events.push({ ...answer, type: 'case.not_accepted', data: { handler: answer.data.handler } });
      return script;
    },
  ],
  // COR-01: told a second time what is missing
  [
    1,
    (scene) => {
      const script = life(scene, inDays, scene.now, scene.now + 3 * day);
      dropEvents(script, ({ type }) => type !== 'case.submitted' && type !== 'case.received');
      for (const [type, ago] of [
        ['case.correction_requested', 2 * minute],
        ['case.correction_received', minute],
        ['case.correction_requested', 0],
      ] as const) {
        const at = scene.now - ago;
        script.events.push({ type, at, arrives: scene.now + 20 * second - ago / 10, data: {} });
      }
      return script;
    },
  ],
  // FEE-01: charged for what is free
  [
    1,
    (scene) => {
      const script = life(
        scene,
        (item) => inDays(item) && item.fee === 0,
        scene.now - 5 * hour,
        scene.now + minute,
      );
      const at = scene.now + 2 * minute;
      const data = { amount: scene.random.int(1, 9) * 10, currency: 'CNY' };
      script.events.push({ type: 'case.fee_charged', at, arrives: at + second, data });
      return script;
    },
  ],
  // FAST-03: a person decides what a machine should
  [
    2,
    ({ number, random, now }) => {
      const { office, item } = place(random, ({ handling }) => handling === 'auto');
      const script = autoLife({
        number: number(office.region),
        office,
        item,
        random,
        submittedAt: now,
        channel: 'mobile',
      });
      const concluded = eventOf(script, 'case.concluded');
      concluded.data = { ...concluded.data, handler: { code: `${office.code}-104`, kind: 'human' } };
      return script;
    },
  ],
];

const pick = weightedPicker(anomalies, ([weight]) => weight);

/** A case that breaks a rule within minutes of `now`. */
export function anomalyFromNow(scene: Now): CaseScript {
  return pick(scene.random)[1](scene);
}
