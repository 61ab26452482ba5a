import { departmentSources } from '../../server/simulation/city/citySources.ts';
import { demoItems, itemsOfKind } from '../../server/simulation/city/demoItems.ts';
import { offices, type Office } from '../../server/simulation/city/offices.ts';
import { seededRandom } from './seededRandom.ts';

const instant = ['case.submitted', 'case.received', 'case.accepted', 'case.concluded', 'case.rated'] as const;
const promised = [
  'case.submitted',
  'case.received',
  'case.accepted',
  'case.step_started',
  'case.step_completed',
  'case.decided',
  'case.concluded',
  'case.rated',
] as const;
type Type = (typeof promised)[number];
const underWay = promised.slice(0, 5);

/**
 * What a source's batch looks like. `mixed`: six events in ten are of cases decided on the spot, whose life is a
 * few minutes and so lies in one batch or two; the others are of cases under way for days. `scattered`: every case is
 * under way for days, and hardly two events of a batch are of one case. `honest`: as `mixed`, but nothing that a
 * rule finds: only instant items conclude, so that flags are as rare as in a city.
 */
export type Shape = 'mixed' | 'scattered' | 'honest';

const longOpen = 5000;
const shortOpen = 60;

interface OpenCase {
  number: string;
  next: number;
  types: readonly Type[];
  item: string;
  department: string;
  region: string;
}

/** An endless stream of events of a live city as JSON, cases interleaved, times advancing by `stepMs` an event. */
export function eventStream(options: {
  source: string;
  prefix: string;
  seed: number;
  from: number;
  stepMs: number;
  shape?: Shape;
}): () => string {
  const random = seededRandom(options.seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  // a few items make most of an office's work
  const pickFew = <T>(list: readonly T[]): T => list[Math.floor(random() ** 2 * list.length)] as T;
  const own = weighted(officesOf(options));
  let serial = 0;
  let at = options.from;
  const honest = options.shape === 'honest';
  const fits = (item: (typeof demoItems)[number], types: readonly Type[]) =>
    (item.handling === 'instant') === (types === instant);
  const openCase = (types: readonly Type[]): OpenCase => {
    const office = own(random());
    const items = itemsOfKind(office.kind.code).filter((item) => fits(item, types));
    const item = items.length > 0 ? pickFew(items) : pick(demoItems.filter((one) => fits(one, types)));
    serial += 1;
    const number = `${options.prefix}-${serial}`;
    return { number, next: 0, types, item: item.code, department: office.code, region: office.region };
  };
  const begun = (types: readonly Type[]): OpenCase => ({
    ...openCase(types),
    next: honest ? 0 : Math.floor(random() * 3),
  });
  const long = Array.from({ length: longOpen }, () => begun(honest ? underWay : promised));
  const short = Array.from({ length: options.shape === 'scattered' ? 0 : shortOpen }, () => begun(instant));
  return () => {
    const among = random() < 0.6 && short.length > 0 ? short : long;
    const place = Math.floor(random() * among.length);
    const one = among[place] as OpenCase;
    const type = one.types[one.next] as Type;
    const outcome = honest ? 'withdrawn' : 'granted';
    at += options.stepMs;
    const event = {
      specversion: '1.0',
      id: `${one.number}-${one.next}`,
      source: options.source,
      type,
      time: new Date(at).toISOString(),
      subject: one.number,
      data: dataOf(type, one, outcome, random),
    };
    one.next += 1;
    if (one.next === one.types.length) among[place] = openCase(one.types);
    return JSON.stringify(event);
  };
}

/** A source reports for its own districts; an honest city's stream is the whole city's. */
function officesOf({ seed, shape }: { seed: number; shape?: Shape }): readonly Office[] {
  const source = departmentSources[seed % departmentSources.length];
  return shape === 'honest' ? offices : offices.filter(({ region }) => source?.regions.includes(region));
}

/** Gives the office at a share of the whole weight. */
function weighted(of: readonly Office[]): (share: number) => Office {
  let sum = 0;
  const ends = of.map(({ weight }) => (sum += weight));
  return (share) => of[ends.findIndex((end) => end > share * sum)] ?? (of[0] as Office);
}

function dataOf(
  type: Type,
  { item, department, region }: OpenCase,
  outcome: string,
  random: () => number,
): object {
  const named = { item, department, region, channel: 'web', handler: `u-${Math.floor(random() * 500)}` };
  if (type === 'case.step_started' || type === 'case.step_completed') return { ...named, step: '审查' };
  if (type === 'case.decided' || type === 'case.concluded') return { ...named, outcome };
  if (type === 'case.rated') return { score: random() < 0.95 ? 5 : 2, isDefault: false };
  return named;
}
