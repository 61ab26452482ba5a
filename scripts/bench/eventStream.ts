import { demoItems } from '../../server/simulation/city/demoItems.ts';
import { offices } from '../../server/simulation/city/offices.ts';
import { seededRandom } from './seededRandom.ts';

const lifecycle = [
  'case.submitted',
  'case.received',
  'case.accepted',
  'case.step_started',
  'case.step_completed',
  'case.decided',
  'case.concluded',
  'case.rated',
] as const;

/** Cases under way at a time: a batch of 1,000 holds about one event each of a thousand cases. */
const openCases = 5000;

interface OpenCase {
  number: string;
  next: number;
  item: string;
  department: string;
  region: string;
}

/** An endless stream of events of a live city as JSON, cases interleaved, times advancing up to `until`. */
export function eventStream(options: {
  source: string;
  prefix: string;
  seed: number;
  from: number;
  stepMs: number;
}): () => string {
  const random = seededRandom(options.seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  let serial = 0;
  let at = options.from;
  const openCase = (): OpenCase => {
    const office = pick(offices);
    const own = demoItems.filter((item) => item.kind === office.kind.code);
    const item = own.length > 0 ? pick(own) : pick(demoItems);
    serial += 1;
    return {
      number: `${options.prefix}-${serial}`,
      next: 0,
      item: item.code,
      department: office.code,
      region: office.region,
    };
  };
  const open = Array.from({ length: openCases }, () => ({ ...openCase(), next: Math.floor(random() * 3) }));
  return () => {
    const place = Math.floor(random() * open.length);
    const one = open[place] as OpenCase;
    const type = lifecycle[one.next] as (typeof lifecycle)[number];
    at += options.stepMs;
    const event = {
      specversion: '1.0',
      id: `${one.number}-${one.next}`,
      source: options.source,
      type,
      time: new Date(at).toISOString(),
      subject: one.number,
      data: dataOf(type, one, random),
    };
    one.next += 1;
    if (one.next === lifecycle.length) open[place] = openCase();
    return JSON.stringify(event);
  };
}

function dataOf(
  type: (typeof lifecycle)[number],
  { item, department, region }: OpenCase,
  random: () => number,
): object {
  const named = { item, department, region, channel: 'web', handler: `u-${Math.floor(random() * 500)}` };
  if (type === 'case.step_started' || type === 'case.step_completed') return { ...named, step: '审查' };
  if (type === 'case.decided' || type === 'case.concluded') return { ...named, outcome: 'granted' };
  if (type === 'case.rated') return { score: random() < 0.95 ? 5 : 2, isDefault: false };
  return named;
}
