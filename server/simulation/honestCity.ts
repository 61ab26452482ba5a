import { withWrongCheckDigit } from './applicant.ts';
import { type CaseScript, dropEvents, eventOf, moveEvent, type ScriptedEvent } from './caseScript.ts';
import { type CityCases, cityCases } from './cityCases.ts';
import { officeMoment, ordinaryEnd } from './lives/pace.ts';
import { promisedLife } from './lives/promisedLife.ts';
import { createRandom, type Random } from './random.ts';
import { type Day, dayOf, hour, minute, second, startOf } from './time.ts';
import type { World } from './world.ts';

/**
 * A city in which nobody cheats and people are people: they sign in piles, give the usual reason again, file again
 * what was returned. And a few times in ten thousand cases somebody is late, forgets a step or enters it days
 * later, which is true and is to be found.
 */
export function honestCity(world: World, volume: number): CityCases {
  const tidy = cityCases(world, volume, false);
  const piles = new Map<string, number>();
  const filedAgain = new Map<Day, CaseScript[]>();
  return {
    blackouts: tidy.blackouts,
    *bornOn(on) {
      const random = createRandom(world.seed, 'honest', on);
      for (const script of tidy.bornOn(on)) {
        if (script.item.handling === 'promised') {
          if (random.chance(0.35)) signInPile(script, piles, random);
          slip(script, world, random);
          const again = fileAgain(script, world, random);
          if (again) {
            const later = dayOf(eventOf(again, 'case.submitted').arrives);
            filedAgain.set(later, [...(filedAgain.get(later) ?? []), again]);
          }
        } else if (random.chance(0.02)) {
          const submitted = eventOf(script, 'case.submitted');
          submitted.data = { ...submitted.data, marks: [random.pick(['query', 'booking', 'payment'])] };
        }
        yield script;
      }
      yield* filedAgain.get(on) ?? [];
      filedAgain.delete(on);
    },
  };
}

const days = ({ item }: CaseScript): number =>
  item.promisedLimit?.unit === 'workday' ? item.promisedLimit.value : 0;

/** Officers sign what has gathered by noon or by evening, one after another. */
function signInPile(script: CaseScript, piles: Map<string, number>, random: Random): void {
  const concluded = eventOf(script, 'case.concluded');
  const midnight = startOf(dayOf(concluded.at));
  const begins = [11.5, 16.75].map((at) => midnight + at * hour).find((at) => at > concluded.at);
  if (days(script) === 0 || begins === undefined) return;
  const pile = `${script.office.code}/${String(begins)}`;
  const at = (piles.get(pile) ?? begins) + random.int(8, 75) * second;
  if (at > begins + 30 * minute) return;
  piles.set(pile, at);
  conclude(script, at);
}

/** Moves the conclusion and what follows from it. */
function conclude(script: CaseScript, at: number): void {
  const { at: was } = eventOf(script, 'case.concluded');
  for (const event of script.events) if (event.at >= was) moveEvent(event, event.at + at - was);
}

function slip(script: CaseScript, world: World, random: Random): void {
  const { calendar } = world;
  const concluded = eventOf(script, 'case.concluded');
  const step = script.events.find(({ type }) => type === 'case.step_completed');
  const suspended = script.events.find(({ type }) => type === 'case.suspended');
  if (suspended) {
    const resumed = script.events.find(({ type }) => type === 'case.resumed');
    if (random.chance(0.3)) suspended.data = { ...suspended.data, reason: '需组织专家评审' };
    if (resumed && random.chance(0.01)) resumeLate(resumed, concluded, world, random);
  } else if (days(script) > 0 && random.chance(0.0005)) {
    const dueOn = calendar.workdayAfter(dayOf(eventOf(script, 'case.accepted').at), days(script));
    conclude(script, officeMoment(calendar.workdayAfter(dueOn, random.int(1, 2)), random));
  }
  if (random.chance(0.003)) mistype(eventOf(script, 'case.submitted'));
  if (!step) return;
  // the line was busy: the step comes while the case is closed already, but soon
  if (random.chance(0.003)) step.arrives = concluded.arrives + random.int(1, 25) * minute;
  if (random.chance(0.0002)) dropEvents(script, (event) => event === step);
  else if (random.chance(0.0003)) step.arrives = calendar.legalTimeAfter(step.at, random.int(25, 60) * hour);
}

function resumeLate(
  resumed: ScriptedEvent,
  concluded: ScriptedEvent,
  { calendar }: World,
  random: Random,
): void {
  const at = officeMoment(calendar.workdayAfter(dayOf(resumed.at), random.int(1, 2)), random);
  if (at < concluded.at) moveEvent(resumed, at);
}

function mistype(submitted: ScriptedEvent): void {
  const { applicant } = submitted.data;
  if (typeof applicant !== 'object' || applicant === null || !('idNumber' in applicant)) return;
  const idNumber = String(applicant.idNumber);
  if (idNumber.length === 18)
    submitted.data = {
      ...submitted.data,
      applicant: { ...applicant, idNumber: withWrongCheckDigit(idNumber) },
    };
}

/** Whose application was returned puts it right, often the next day. */
function fileAgain(script: CaseScript, { calendar }: World, random: Random): CaseScript | undefined {
  const concluded = eventOf(script, 'case.concluded');
  if (concluded.data.outcome !== 'returned' || random.chance(0.4)) return undefined;
  const on = calendar.workdayAfter(dayOf(concluded.at), random.pick([1, 1, 2, 3, 5]));
  const submittedAt = officeMoment(on, random);
  const receivedAt = calendar.officeTimeAfter(submittedAt, random.between(2, 60));
  const acceptedAt = calendar.officeTimeAfter(receivedAt, random.between(5, 60));
  const { item, office } = script;
  const promise = item.promisedLimit ?? { value: 5, unit: 'workday' };
  const again = promisedLife({
    number: `${script.number}-2`,
    item,
    office,
    random,
    calendar,
    submittedAt,
    receivedAt,
    acceptedAt,
    concludedAt: ordinaryEnd(promise, acceptedAt, calendar, random),
  });
  const submitted = eventOf(again, 'case.submitted');
  submitted.data = { ...submitted.data, applicant: eventOf(script, 'case.submitted').data.applicant };
  return again;
}
