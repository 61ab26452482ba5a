import type { Instant } from '#contract/time';
import type { Blackout } from '../blackouts.ts';
import type { CaseScript } from '../caseScript.ts';
import { demoItems, type DemoItem } from '../city/demoItems.ts';
import { offices, type Office } from '../city/offices.ts';
import { sourceOfRegion } from '../city/citySources.ts';
import type { OfficeCalendar } from '../officeCalendar.ts';
import { officeMoment } from '../lives/pace.ts';
import { promisedLife, type PromisedBrief } from '../lives/promisedLife.ts';
import { createRandom, type Random } from '../random.ts';
import { type Day, dayOf, endOf, minute, toLocalDay } from '../time.ts';
import type { World } from '../world.ts';

export interface Place {
  item: DemoItem;
  office: Office;
}

type UsualBrief = Place & { acceptedAt: Instant; concludedAt: Instant } & Partial<PromisedBrief>;

/** What a plant is written in: a place, a day of the past or of the present, and an otherwise blameless life. */
export interface Scene {
  world: World;
  calendar: OfficeCalendar;
  random: Random;
  /** The day on which the history ends. */
  today: Day;
  /** Declared outages of weak lines. */
  outages: readonly Blackout[];
  number(region: string, on: Day): string;
  /** A promised item in working days and an office that handles it, under a source whose line never fails. */
  promised(suits?: (item: DemoItem, days: number, lawDays: number) => boolean): Place;
  place(suits: (item: DemoItem) => boolean, offices?: (office: Office) => boolean): Place;
  workday(from: Day, n: number): Day;
  /** A working day with `room` more before the history ends; `suits` may ask more of it. */
  pastDay(room: number, suits?: (on: Day) => boolean): Day;
  /** True if the next natural day is a working day: a second past midnight is then a working day over. */
  tomorrowWorks(on: Day): boolean;
  moment(on: Day): Instant;
  usual(brief: UsualBrief): CaseScript;
}

const steadyOffices = offices.filter((office) => {
  const { steady, settings } = sourceOfRegion(office.region);
  return steady && settings.cannotExpress.length === 0;
});

/** Days of a limit in working days, else 0. */
const workdays = (limit: DemoItem['promisedLimit']): number => (limit?.unit === 'workday' ? limit.value : 0);

export const hasNoStepLimit = (item: DemoItem): boolean => !item.route?.some((step) => step.limit);

export function createScene(
  world: World,
  blackouts: readonly Blackout[],
  index: number,
  ...words: string[]
): Scene {
  const random = createRandom(world.seed, 'plant', index, ...words);
  const { calendar } = world;
  const today = dayOf(world.to);
  const earliest = dayOf(world.from) + 1;
  const number = (region: string, on: Day) =>
    `${region}-${toLocalDay(on).replaceAll('-', '')}-${String(50_000 + index)}`;

  const place: Scene['place'] = (suits, suitsOffice = (office) => steadyOffices.includes(office)) => {
    for (let tries = 0; tries < 20_000; tries += 1) {
      const item = random.pick(demoItems);
      if (!suits(item)) continue;
      const candidates = offices.filter((office) => office.kind.code === item.kind && suitsOffice(office));
      if (candidates.length > 0) return { item, office: random.pick(candidates) };
    }
    throw new Error(`no item suits plant ${words.join(' ')}`);
  };

  return {
    world,
    calendar,
    random,
    today,
    outages: blackouts.filter((it) => it.declared),
    number,
    place,
    promised: (suits = () => true) =>
      place((item) => {
        const days = workdays(item.promisedLimit);
        return item.handling === 'promised' && days > 0 && suits(item, days, workdays(item.statutoryLimit));
      }),
    workday: (from, n) => calendar.workdayAfter(from, n),
    pastDay(room, suits = () => true) {
      const latest = calendar.workdayAfter(today, -room - 1);
      for (let tries = 0; tries < 20_000; tries += 1) {
        const on = random.int(earliest, latest);
        if (calendar.isWorkday(on) && suits(on)) return on;
      }
      throw new Error(`the history is too short for plant ${words.join(' ')}`);
    },
    tomorrowWorks: (on) => calendar.isWorkday(dayOf(endOf(on))),
    moment: (on) => officeMoment(on, random),
    usual(brief) {
      const receivedAt = brief.acceptedAt - random.int(6, 50) * minute;
      const submittedAt = (brief.receivedAt ?? receivedAt) - random.int(2, 50) * minute;
      const on = dayOf(brief.submittedAt ?? submittedAt);
      return promisedLife({
        number: number(brief.office.region, on),
        random,
        calendar,
        receivedAt,
        submittedAt,
        ...brief,
      });
    },
  };
}
