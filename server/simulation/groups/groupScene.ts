import type { CaseEventType } from '#contract/caseEvent';
import type { Instant } from '#contract/time';
import type { Blackout } from '../blackouts.ts';
import type { CaseScript, EventData } from '../caseScript.ts';
import { departmentSources, type CitySource } from '../city/citySources.ts';
import type { DemoItem } from '../city/demoItems.ts';
import type { OfficeKind } from '../city/departmentKinds.ts';
import type { Office } from '../city/offices.ts';
import { officeMoment } from '../lives/pace.ts';
import { createRandom, type Random } from '../random.ts';
import { type Day, dayOf, hour, second, startOf, toLocalDay } from '../time.ts';
import type { World } from '../world.ts';

type ShortType<T extends string = CaseEventType> = T extends `case.${infer Name}` ? Name : never;
export type Line = [type: ShortType, at: Instant, data?: EventData, arrives?: Instant];

/** A version of an item, and when the city's catalogue learned of it. */
export interface RecordedItem {
  item: DemoItem;
  at: Instant;
}

/** What plants over many cases are written in: departments and items of their own, on which nothing else happens. */
export interface GroupScene {
  world: World;
  random: Random;
  /** The day of the last nightly scans. */
  today: Day;
  outage: Blackout;
  /** Five working days promised. */
  promised: DemoItem;
  oneDay: DemoItem;
  instant: DemoItem;
  offices: Office[];
  items: RecordedItem[];
  workday(from: Day, n: number): Day;
  /** A working day of the watched weeks with `room` more before yesterday. */
  pastDay(room: number): Day;
  moment(on: Day): Instant;
  office(source?: CitySource): Office;
  item(change?: Partial<DemoItem>): DemoItem;
  file(office: Office, item: DemoItem, lines: Line[]): CaseScript;
}

/** How long before its end the rules watch the city. */
export const watchedDays = 40;

const kind: OfficeKind = { code: 'GA', name: '公安局', shortName: '公安局', weight: 1, reach: 1 };

const expressive = departmentSources.filter(({ settings }) => settings.cannotExpress.length === 0);
/** Kept for the roll-up of late entries by source and day, which any other late entry would disturb. */
export const rollUpSources = expressive.slice(0, 6);
/** Its line was down for some days, as it declared. */
const outageSource = sourceNamed('wuling');
const otherSources = expressive.filter((it) => !rollUpSources.includes(it) && it !== outageSource);

function sourceNamed(name: string): CitySource {
  const source = departmentSources.find((it) => it.name === name);
  if (!source) throw new Error(`no source is named ${name}`);
  return source;
}

export function createGroupScene(world: World): GroupScene {
  const random = createRandom(world.seed, 'groups');
  const { calendar } = world;
  const today = dayOf(world.to - 1);
  const offices: Office[] = [];
  const items: RecordedItem[] = [];
  let cases = 0;
  const item: GroupScene['item'] = (change = {}) => {
    const code = `20-900-${String(items.length + 1).padStart(3, '0')}`;
    const recorded: DemoItem = {
      code,
      name: `事项${code}`,
      type: '20',
      handling: 'promised',
      statutoryLimit: { value: 20, unit: 'workday' },
      promisedLimit: { value: 5, unit: 'workday' },
      validFrom: toLocalDay(today - 300),
      kind: kind.code,
      ...change,
    };
    items.push({ item: recorded, at: world.from });
    return recorded;
  };
  const outageOn = calendar.workdayAfter(today, -12);
  return {
    world,
    random,
    today,
    outage: {
      source: outageSource.uri,
      from: startOf(outageOn) + 15 * hour,
      to: startOf(calendar.workdayAfter(outageOn, 4)) + 10 * hour,
      declared: true,
    },
    promised: item(),
    oneDay: item({ promisedLimit: { value: 1, unit: 'workday' } }),
    instant: item({ handling: 'instant', statutoryLimit: undefined, promisedLimit: undefined }),
    offices,
    items,
    workday: (from, n) => calendar.workdayAfter(from, n),
    pastDay(room) {
      const [first, last] = [today - watchedDays + 3, calendar.workdayAfter(today, -room - 1)];
      const days = Array.from({ length: last - first + 1 }, (_, n) => first + n);
      return random.pick(days.filter((on) => calendar.isWorkday(on)));
    },
    moment: (on) => officeMoment(on, random),
    office(source = random.pick(otherSources)) {
      const region = random.pick(source.regions);
      const code = `${region}-P${String(offices.length + 1).padStart(4, '0')}`;
      const office = { code, region, kind, weight: 1 };
      offices.push(office);
      return office;
    },
    item,
    file(office, of, lines) {
      cases += 1;
      const codes = { item: of.code, department: office.code, region: office.region };
      return {
        number: `P-${String(cases).padStart(6, '0')}`,
        item: of,
        office,
        events: lines.map(([type, at, data = {}, arrives = at + 2 * second]) => ({
          type: `case.${type}`,
          at,
          arrives,
          data: { ...codes, ...data },
        })),
      };
    },
  };
}

/** A source whose offices are under a declared outage. */
export function outageOffice(scene: GroupScene): Office {
  return scene.office(outageSource);
}
