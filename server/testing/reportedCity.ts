import type { Pool } from 'pg';
import type { Instant } from '#contract/time';
import { raiseFlags } from '../flags/raiseFlags.ts';
import { followupDesk } from './followupDesk.ts';
import { ingestServer, ingestWorld, smallCity, type IngestWorld } from './ingestWorld.ts';
import { at } from './scenario.ts';

const hour = 3_600_000;
const day = 24 * hour;

/** A town below one district, and a joint case's own item, beside the small city. */
const document = {
  regions: [...smallCity.regions, { code: '500112001', name: '双龙湖街道', parent: '500112' }],
  departments: [
    ...smallCity.departments,
    { code: '500112001-BM', name: '街道便民服务中心', region: '500112001' },
  ],
  items: [
    ...smallCity.items.map((item) =>
      item.code === 'register' ? { ...item, visits: 0, onlineDepth: 4 } : item,
    ),
    { code: 'joint', name: '开办餐馆一件事', type: '20', handling: 'promised', visits: 1 },
    {
      code: 'licence',
      name: '食品经营许可',
      type: '01',
      handling: 'promised',
      statutoryLimit: { value: 20, unit: 'workday' },
      promisedLimit: { value: 8, unit: 'workday' },
      visits: 0,
      onlineDepth: 4,
    },
  ],
};

const places = [
  { item: 'permit', region: '500112', department: '500112-ZJ' },
  { item: 'licence', region: '500112', department: '500112-ZJ' },
  { item: 'register', region: '500112', department: '500112-RS' },
  { item: 'permit', region: '500103', department: '500103-ZJ' },
  { item: 'licence', region: '500112001', department: '500112001-BM' },
  { item: 'permit', region: '500112', department: '500112-ZJ' },
];

interface Told {
  id: string;
  type: string;
  at: Instant;
  subject: string;
  data: object;
}

/** What one case's source reports, by its number alone. */
function* eventsOf(i: number): Generator<Told> {
  const own = places[i % places.length];
  const isParent = i < 12;
  const parentCase = !isParent && i % 40 === 1 ? `c${i % 12}` : undefined;
  const begins = isParent ? at('2026-09-01 09:00') : at('2026-09-02 09:00') + ((i * 37) % 66) * day;
  const submittedAt = begins + ((i * 7) % 8) * hour;
  let serial = 0;
  const told = (type: string, when: Instant, data: object = {}): Told => ({
    id: `c${i}-${(serial += 1)}`,
    type,
    at: when,
    subject: `c${i}`,
    data,
  });
  const channel = ['web', 'mobile', 'window', undefined][i % 4];
  yield told('case.submitted', submittedAt, {
    ...own,
    ...(isParent ? { item: 'joint' } : {}),
    ...(channel ? { channel } : {}),
    ...(parentCase ? { parentCase } : {}),
  });
  if (i % 50 === 7) {
    yield told('case.received', submittedAt + hour / 2);
    yield told('case.not_accepted', submittedAt + 20 * hour, { reason: '不属于本机关职权' });
    return;
  }
  const acceptedAt = submittedAt + ((i * 5) % 30) * hour;
  if (i % 2 === 0) yield told('case.received', submittedAt + hour / 2);
  yield told('case.accepted', acceptedAt);
  const isPromised = own?.item !== 'register';
  const isPaused = isPromised && i % 9 === 4;
  const pausedAt = acceptedAt + day;
  const resumedAt = pausedAt + (2 + (i % 4)) * day;
  if (isPaused) {
    yield told('case.suspended', pausedAt, {
      kind: 'testing',
      approvedDays: 1 + (i % 4),
      approver: 'u-9',
      reason: `检测${i}`,
      notice: `n-${i}`,
    });
    yield told('case.resumed', resumedAt);
  }
  if (i % 17 === 0 && !isParent) return;
  const took = isPromised ? ((i * 11) % 16) * day + ((i * 3) % 9) * hour : 10 * 60_000;
  const concludedAt = (isPaused ? resumedAt : acceptedAt) + took + hour;
  if (concludedAt > at('2026-11-11 18:00')) return;
  const outcome =
    i % 23 === 0
      ? 'withdrawn'
      : i % 29 === 0
        ? 'transferred'
        : i % 31 === 0
          ? 'voided'
          : i % 19 === 0
            ? 'refused'
            : 'granted';
  yield told('case.concluded', concludedAt, { outcome, reason: '依法办结' });
  if (i % 3 === 0) {
    const score = 1 + (i % 5);
    const isDefault = i % 12 === 0;
    yield told('case.rated', concludedAt + 2 * hour, { score, isDefault });
    if (score <= 2 && i % 4 !== 1)
      yield told('case.rating_called_back', concludedAt + (1 + (i % 5)) * day, { result: '已致电' });
    // within fifteen working days, on the last of them, or too late
    if (score <= 2 && i % 7 !== 2)
      yield told('case.rating_rectified', concludedAt + (10 + (i % 17)) * day, { result: '已整改' });
  }
  // moved by an amendment from the first department to another district
  if (i % 60 === 5) {
    yield told('case.amended', concludedAt + 3 * hour, {
      eventId: `c${i}-1`,
      reason: '登记错误',
      data: { region: '500103', department: '500103-ZJ' },
    });
  }
}

/** When the flags are raised that are followed up within October. */
const lookedAt = at('2026-10-12 09:00');
/** When the bulletin for October is made. */
export const reportedAt = at('2026-11-12 09:00');

/**
 * Ten weeks of cases through the real ingest, day by day as they happened, flags by the real rules, and a part of them
 * followed up by people in October: replied to or not, confirmed, excused, appealed, rectified, closed.
 */
export async function reportedCity(pool: Pool, cases: number): Promise<IngestWorld> {
  let now = at('2026-08-01 09:00');
  const world = await ingestWorld(pool, document, now);
  const { key } = await world.addSource('yubei');
  const server = await ingestServer(pool, world, { now: () => now });
  const events = Array.from({ length: cases }, (_, i) => [...eventsOf(i)])
    .flat()
    .filter((event) => event.at < reportedAt - day)
    .sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
  const post = async (some: readonly Told[]): Promise<void> => {
    const answer = await fetch(`${server.url}/api/v1/events`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify(
        some.map((event) => ({
          specversion: '1.0',
          id: event.id,
          source: '/yubei',
          type: event.type,
          time: new Date(event.at).toISOString(),
          subject: event.subject,
          data: event.data,
        })),
      ),
    });
    if (!answer.ok) throw new Error(await answer.text());
  };
  const judge = async (): Promise<void> => {
    // families are followed, and checks come due, in more than one pass
    for (let passes = 0; passes < 2; passes += 1)
      await raiseFlags(
        {
          pool,
          catalogue: () => world.catalogue.current(),
          onPoison: (caseId, error) => {
            throw new Error(`case ${caseId} could not be judged`, { cause: error });
          },
        },
        now,
      );
  };
  const byDay = new Map<number, Told[]>();
  for (const event of events) {
    const on = Math.floor(event.at / day);
    byDay.set(on, [...(byDay.get(on) ?? []), event]);
  }
  let isFollowed = false;
  for (const [on, some] of byDay) {
    if (!isFollowed && (on + 1) * day > lookedAt) {
      isFollowed = true;
      now = lookedAt;
      await judge();
      await followUp(pool, world);
    }
    now = (on + 1) * day;
    await post(some);
  }
  now = reportedAt;
  await judge();
  await server.close();
  if (server.faults.length > 0) throw new Error('ingest failed', { cause: server.faults[0] });
  return world;
}

async function followUp(pool: Pool, world: IngestWorld): Promise<void> {
  const time = { now: lookedAt };
  const desk = await followupDesk(pool, () => world.catalogue.current(), time);
  await desk.join({ name: 'li', role: 'inspector' });
  await desk.join({ name: 'office', role: 'department', department: '500112-ZJ' });
  const { rows } = await pool.query<{ flag_id: number }>(
    `select flag_id from flags
      where rule in ('TIM-02', 'TIM-03') and department = '500112-ZJ' and status = 'raised'
      order by subject_id, rule limit 9`,
  );
  const ids = rows.map(({ flag_id }) => flag_id);
  for (const flagId of ids) await desk.act('li', flagId, 'send');
  await desk.pass('2026-10-12 09:01');
  time.now = at('2026-10-13 10:00');
  const [first = 0, second = 0, third = 0, fourth = 0, fifth = 0] = ids;
  for (const flagId of [first, second, third, fourth])
    await desk.act('office', flagId, 'reply', { cause: 'staff_shortage', text: '经办人员不足' });
  await desk.act('li', first, 'verdict', { verdict: 'confirmed_delay', reason: '属实' });
  await desk.act('li', second, 'verdict', { verdict: 'objective_cause', reason: '停电' });
  await desk.act('li', third, 'verdict', { verdict: 'data_problem', reason: '时间填错' });
  await desk.act('office', fifth, 'appeal', { reason: '系统推送晚' });
  await desk.act('li', fifth, 'decide-appeal', { outcome: 'withdrawn', reason: '核实属实' });
  time.now = at('2026-10-19 10:00');
  await desk.act('office', first, 'rectify', { text: '已增加人手' });
  await desk.act('li', first, 'review', { passed: true, text: '已整改' });
  await desk.act('li', first, 'close', { text: '销号' });
  await desk.close();
}
