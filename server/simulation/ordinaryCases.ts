import type { CaseMark, Outcome } from '#contract/caseEvent';
import type { CaseScript } from './caseScript.ts';
import { itemsOfKind, type DemoItem } from './city/demoItems.ts';
import { offices, type Office } from './city/offices.ts';
import { ordinaryEnd, officeMoment, submissionMoment } from './lives/pace.ts';
import { addExtension, addPause } from './lives/pauses.ts';
import { promisedLife } from './lives/promisedLife.ts';
import { autoLife, instantLife } from './lives/quickLife.ts';
import { rating } from './lives/rating.ts';
import { createRandom, weightedPicker, type Random } from './random.ts';
import { type Day, dayOf, minute, second, toLocalDay } from './time.ts';
import type { World } from './world.ts';

const pickOffice = weightedPicker(offices, (office) => office.weight);
const itemWeight = ({ handling, promisedLimit }: DemoItem): number => {
  if (handling !== 'promised') return handling === 'auto' ? 5 : 4;
  return promisedLimit?.unit === 'workday' && promisedLimit.value > 3 ? 1.2 : 3;
};
const itemPickers = new Map(
  [...new Set(offices.map((office) => office.kind.code))].map((kind) => [
    kind,
    weightedPicker(itemsOfKind(kind), itemWeight),
  ]),
);

/** An office and one of its items, the busy ones more often. */
export function pickPlace(random: Random): { office: Office; item: DemoItem } {
  const office = pickOffice(random);
  const item = itemPickers.get(office.kind.code)?.(random);
  if (!item) throw new Error(`no items for ${office.kind.name}`);
  return { office, item };
}

/** Submissions of a day off, in parts of a working day's: only what people send in from home. */
const dayOffShare = 0.14;

/** The cases that begin on a day: everything the rules may look at and must not complain about. */
export function* ordinaryCases(world: World, on: Day, volume: number): Generator<CaseScript> {
  const random = createRandom(world.seed, 'ordinary', on);
  const isWorkday = world.calendar.isWorkday(on);
  const count = Math.round(volume * random.between(0.92, 1.08) * (isWorkday ? 1 : dayOffShare));
  const stamp = toLocalDay(on).replaceAll('-', '');
  for (let n = 1; n <= count; n += 1) {
    const { office, item } = pickPlace(random);
    const number = `${office.region}-${stamp}-${String(n).padStart(5, '0')}`;
    const script = ordinaryCase(world, on, { number, office, item, random }, isWorkday);
    if (random.chance(0.3)) rating(script, random);
    yield script;
  }
}

function ordinaryCase(
  world: World,
  on: Day,
  brief: { number: string; office: Office; item: DemoItem; random: Random },
  isWorkday: boolean,
): CaseScript {
  const { item, random } = brief;
  const { calendar } = world;
  const channel =
    isWorkday && random.chance(0.38) ? 'window' : random.pick(['web', 'web', 'mobile', 'mobile', 'terminal']);
  const submittedAt = submissionMoment(on, channel, random);
  if (item.handling === 'auto') return autoLife({ ...brief, submittedAt, channel });
  if (item.handling === 'instant') {
    const acceptedAt = calendar.officeTimeAfter(submittedAt + random.int(20, 400) * second, 0);
    const late = acceptedAt > submittedAt + 30 * minute ? random.int(1, 5400) * second : 0;
    return instantLife({ ...brief, submittedAt, channel, acceptedAt: acceptedAt + late });
  }
  return ordinaryPromise(world, { ...brief, submittedAt, channel });
}

function ordinaryPromise(
  { calendar }: World,
  brief: {
    number: string;
    office: Office;
    item: DemoItem;
    random: Random;
    submittedAt: number;
    channel: string;
  },
): CaseScript {
  const { item, random, submittedAt } = brief;
  const promise = item.promisedLimit ?? { value: 5, unit: 'workday' };
  const receivedAt = calendar.officeTimeAfter(
    submittedAt,
    random.between(2, brief.channel === 'window' ? 12 : 90),
  );
  const correction = random.chance(0.04) ? correctionAfter(receivedAt, calendar, random) : undefined;
  const ready = correction?.receivedAt ?? receivedAt;
  const acceptedAt =
    promise.unit === 'minute' || random.chance(0.7)
      ? calendar.officeTimeAfter(ready, random.between(5, 60))
      : officeMoment(calendar.workdayAfter(dayOf(ready), random.chance(0.85) ? 1 : 2), random);
  let concludedAt = ordinaryEnd(promise, acceptedAt, calendar, random);
  const canPause =
    promise.unit === 'workday' && promise.value >= 5 && !item.route?.some((step) => step.limit);
  const pausedDays = canPause && random.chance(0.12) ? random.int(2, 6) : 0;
  const extendedDays = canPause && pausedDays === 0 && random.chance(0.02) ? random.int(4, 10) : 0;
  if (pausedDays > 0) {
    // a suspension that begins on the day of acceptance is credited a day less: leave room for it
    const worked = Math.min(
      promise.value - 2,
      calendar.workdaysBetween(dayOf(acceptedAt), dayOf(concludedAt)),
    );
    concludedAt = officeMoment(calendar.workdayAfter(dayOf(acceptedAt), worked + pausedDays), random);
  }
  if (extendedDays > 0) {
    const dueOn = calendar.workdayAfter(dayOf(acceptedAt), promise.value);
    concludedAt = officeMoment(calendar.workdayAfter(dueOn, random.int(1, extendedDays - 2)), random);
  }
  const { outcome, marks } = ending(random);
  const script = promisedLife({
    ...brief,
    calendar,
    receivedAt,
    acceptedAt,
    concludedAt,
    outcome,
    marks,
    ...(correction ? { correction } : {}),
  });
  if (pausedDays > 0) {
    const startsAt = calendar.officeTimeAfter(acceptedAt, random.between(70, 200));
    const resumesAt = officeMoment(calendar.workdayAfter(dayOf(startsAt), pausedDays - 1), random);
    addPause(
      script,
      { startsAt, resumesAt: Math.max(resumesAt, startsAt + minute), approvedDays: pausedDays },
      random,
    );
  }
  if (extendedDays > 0) {
    const dueOn = calendar.workdayAfter(dayOf(acceptedAt), promise.value);
    addExtension(script, officeMoment(calendar.workdayAfter(dueOn, -1), random), extendedDays, random);
  }
  return script;
}

function correctionAfter(receivedAt: number, calendar: World['calendar'], random: Random) {
  const requestedAt = officeMoment(calendar.workdayAfter(dayOf(receivedAt), random.int(1, 3)), random);
  return {
    requestedAt,
    receivedAt: officeMoment(calendar.workdayAfter(dayOf(requestedAt), random.int(1, 6)), random),
  };
}

function ending(random: Random): { outcome: Outcome; marks?: CaseMark[] } {
  const draw = random.next();
  if (draw < 0.03) return { outcome: 'refused' };
  if (draw < 0.05) return { outcome: 'withdrawn' };
  if (draw < 0.065) return { outcome: 'returned' };
  if (draw < 0.085) return { outcome: 'granted_with_deficiency', marks: ['deferred_materials'] };
  if (draw < 0.16) return { outcome: 'granted', marks: ['assisted'] };
  return { outcome: 'granted' };
}
