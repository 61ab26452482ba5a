import type { Pool } from 'pg';
import type { WallState } from '#contract/wall';
import { raiseFlags } from '../flags/raiseFlags.ts';
import { wallSnapshot } from '../push/wallSnapshot.ts';
import { ingestServer, ingestWorld, type IngestWorld } from './ingestWorld.ts';

/** What walls showed at an instant of the days that were lived. */
export interface Witnessed {
  at: number;
  room: string;
  state: WallState;
}

export interface LivedDays {
  world: IngestWorld;
  witnessed: Witnessed[];
}

const minute = 60_000;
const hour = 60 * minute;
const places = [
  { item: 'permit', region: '500112', department: '500112-ZJ' },
  { item: 'register', region: '500112', department: '500112-RS' },
  { item: 'permit', region: '500103', department: '500103-ZJ' },
];
const moves = places.map(({ region, department }) => ({ region, department }));
const types = [
  ...['submitted', 'submitted', 'submitted', 'received', 'accepted', 'accepted', 'suspended', 'resumed'],
  ...['step_started', 'step_completed', 'decided', 'concluded', 'concluded', 'rated', 'reopened'],
  ...['not_accepted', 'amended', 'voided_event'],
];

/**
 * Days as sources and the flag job make them, over the real ingest: some events come hours or days late or a little
 * ahead of time, some amend or void others or move their case, some cases have children; the same for the same seed.
 */
export async function liveDays(
  pool: Pool,
  { from, days, seed }: { from: number; days: number; seed: number },
): Promise<LivedDays> {
  let now = from;
  const world = await ingestWorld(pool, undefined, from - 400 * 24 * hour);
  const { key } = await world.addSource('yubei');
  const server = await ingestServer(pool, world, { now: () => now });
  const next = randomNumbers(seed);
  const pick = <T>(list: readonly T[]): T => {
    const found = list[Math.floor(next() * list.length)];
    if (found === undefined) throw new Error('there is nothing to pick from');
    return found;
  };
  const told = new Map<string, { place: (typeof places)[number]; ids: string[] }>();
  const witnessed: Witnessed[] = [];
  let serial = 0;

  const anyEvent = (): object => {
    const known = [...told.keys()];
    const isNew = known.length < 3 || next() < 0.35;
    const subject = isNew ? `c${told.size}` : pick(known.slice(-25));
    const own = told.get(subject) ?? { place: pick(places), ids: [] };
    told.set(subject, own);
    const type = isNew ? 'submitted' : pick(types);
    const id = `e${(serial += 1)}`;
    const target = own.ids.length === 0 ? id : pick(own.ids);
    own.ids.push(id);
    const late = next();
    const lag =
      late < 0.6
        ? next() * 50_000
        : late < 0.9
          ? next() * 3 * hour
          : late < 0.97
            ? next() * 40 * hour
            : -90_000;
    return {
      specversion: '1.0',
      id,
      source: '/yubei',
      type: `case.${type}`,
      time: new Date(Math.round(now - lag)).toISOString(),
      subject,
      data: {
        ...own.place,
        channel: 'web',
        ...dataOf(type, target, isNew && next() < 0.3 && known.length > 0 ? pick(known) : undefined),
      },
    };
  };
  const dataOf = (type: string, target: string, parentCase: string | undefined): object => {
    if (type === 'submitted') return { handler: 'u-1', ...(parentCase && { parentCase }) };
    if (type.startsWith('step')) return { step: pick(['受理', '审查', '决定']) };
    if (type === 'concluded' || type === 'decided') return { outcome: 'granted' };
    if (type === 'suspended') return { kind: 'testing', approvedDays: 2, approver: 'u-9', reason: '检测' };
    if (type === 'rated') return { score: pick([1, 3, 4, 5]) };
    if (type === 'not_accepted' || type === 'reopened') return { reason: '材料不全', approver: 'u-9' };
    if (type === 'voided_event') return { eventId: target, reason: '误报' };
    if (type === 'amended')
      return { eventId: target, reason: '更正', data: next() < 0.5 ? pick(moves) : { channel: 'window' } };
    return {};
  };
  const post = async (events: object[]): Promise<void> => {
    const answer = await fetch(`${server.url}/api/v1/events`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify(events),
    });
    if (!answer.ok && answer.status !== 422) throw new Error(await answer.text());
  };
  const witness = async (room: string): Promise<void> => {
    const snapshot = await wallSnapshot({ pool, catalogue: world.catalogue }, room, now);
    if (snapshot) witnessed.push({ at: now, room, state: snapshot.state });
  };

  for (const until = from + days * 24 * hour; now < until; now += Math.round((20 + next() * 70) * minute)) {
    await post(Array.from({ length: 1 + Math.floor(next() * 5) }, anyEvent));
    const onPoison = (caseId: string, error: unknown): void => {
      throw new Error(`case ${caseId} could not be judged`, { cause: error });
    };
    now += 1000;
    // families are followed, and checks come due, in more than one pass
    for (let passes = 0; passes < 2; passes += 1)
      await raiseFlags({ pool, catalogue: () => world.catalogue.current(), onPoison }, now);
    await witness('wall');
    await witness('wall:500112');
  }
  await server.close();
  if (server.faults.length > 0) throw new Error('ingest failed', { cause: server.faults[0] });
  return { world, witnessed };
}

/** Numbers in [0, 1) that are the same every time. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
