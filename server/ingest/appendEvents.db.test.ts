import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rebuild } from '../cases/rebuild.ts';
import { ingestWorld, type IngestWorld } from '../testing/ingestWorld.ts';
import { testDatabase, type TestDatabase } from '../testing/templateDatabase.ts';
import type { SourceRecord } from '../catalogue/catalogue.ts';
import { appendEvents, type AppendDeps } from './appendEvents.ts';
import { createAppendLanes } from './appendLanes.ts';
import { createCaseCache } from './caseCache.ts';
import type { IncomingEvent } from './incomingEvent.ts';
import { validateEvent } from './validateEvent.ts';

let database: TestDatabase;
let world: IngestWorld;
let sources: SourceRecord[];
const now = Date.parse('2026-11-20T18:00:00+08:00');
const start = Date.parse('2026-11-02T09:00:00+08:00');

beforeAll(async () => {
  database = await testDatabase();
  world = await ingestWorld(database.pool, undefined, now);
  sources = [(await world.addSource('one')).source, (await world.addSource('two')).source];
});
afterAll(() => database.drop());

/** A process of its own: its cache knows nothing of the others'. */
function process(cached = 1000): AppendDeps & { faults: unknown[] } {
  const faults: unknown[] = [];
  return {
    pool: database.pool,
    catalogue: world.catalogue,
    cache: createCaseCache(cached),
    onFault: (e) => faults.push(e),
    faults,
  };
}

function incoming(source: SourceRecord, raw: object): IncomingEvent {
  const validated = validateEvent(
    { specversion: '1.0', source: source.uri, ...raw },
    { source, catalogue: world.catalogue.current(), sealer: world.sealer, now },
  );
  if (validated.kind !== 'case') throw new Error(JSON.stringify(validated));
  return validated.event;
}

interface Told {
  source: number;
  raw: { id: string; type: string; time: string; subject: string; data: Record<string, unknown> };
}

const types = [
  'case.submitted',
  'case.received',
  'case.correction_requested',
  'case.correction_received',
  'case.accepted',
  'case.step_started',
  'case.step_completed',
  'case.suspended',
  'case.resumed',
  'case.extended',
  'case.decided',
  'case.concluded',
  'case.certificate_issued',
  'case.rated',
  'case.reopened',
  'case.amended',
  'case.voided_event',
] as const;

const corrects = (type: string): boolean => type === 'case.amended' || type === 'case.voided_event';

/** Lives of a few cases told by two sources: any events at any times, ties and nonsense included. */
const histories = (prefix: string): fc.Arbitrary<Told[]> =>
  fc
    .array(
      fc.record({
        number: fc.integer({ min: 1, max: 3 }),
        source: fc.constantFrom(0, 0, 0, 1),
        type: fc.constantFrom(...types),
        hours: fc.integer({ min: 0, max: 200 }),
        named: fc.constantFrom('all', 'all', 'department', 'none', 'other'),
        target: fc.integer({ min: 0, max: 25 }),
        score: fc.integer({ min: 1, max: 5 }),
        days: fc.integer({ min: 1, max: 12 }),
        child: fc.boolean(),
      }),
      { minLength: 1, maxLength: 25 },
    )
    .map((list) =>
      list.map((one, index): Told => {
        const named = {
          all: { item: 'permit', department: '500112-ZJ', region: '500112' },
          department: { department: '500112-ZJ' },
          none: {},
          other: { item: 'register', department: '500103-ZJ', region: '500103', channel: 'web' },
        }[one.named];
        const own: Record<string, object> = {
          'case.submitted': one.child ? { parentCase: 'PARENT', marks: ['assisted'] } : {},
          'case.step_started': { step: '审查' },
          'case.step_completed': { step: '审查', handler: { code: 'u-1', kind: 'human' } },
          'case.suspended': { kind: 'hearing', approvedDays: one.days },
          'case.extended': { days: one.days },
          'case.decided': { outcome: 'granted' },
          'case.concluded': { outcome: ['granted', 'refused', 'revoked', 'transferred'][one.days % 4] },
          'case.rated': { score: one.score },
          'case.amended': {
            eventId: `${prefix}-${one.target}`,
            data: { item: 'grant', outcome: 'refused' },
            ...(one.child ? { time: new Date(start + one.days * 3_600_000).toISOString() } : {}),
          },
          'case.voided_event': { eventId: `${prefix}-${one.target}` },
        };
        return {
          // a correction of another source's event is refused or not by which came first
          source: corrects(one.type) ? (list[one.target]?.source ?? one.source) : one.source,
          raw: {
            id: `${prefix}-${index}`,
            type: one.type,
            time: new Date(start + one.hours * 3_600_000).toISOString(),
            subject: `${prefix}.${one.number}`,
            data: { ...named, ...own[one.type] },
          },
        };
      }),
    );

const caseRows = async (prefix: string): Promise<unknown[]> => {
  const { rows } = await database.pool.query<{ text: string }>(
    `select replace((to_jsonb(c) - array['version', 'next_check_at', 'case_id', 'alert', 'queries'])::text, $1, '') as text
       from cases c where case_id like $1 || '.%' order by case_id`,
    [prefix],
  );
  return rows.map(({ text }) => text.replace(/"seen": ?"[^"]*"/, ''));
};

const check = async (): Promise<object> => {
  const report = await rebuild(
    { pool: database.pool, catalogue: world.catalogue.current() },
    { check: true, now },
  );
  return { ...report.differences, examples: report.examples };
};
const nothing = { cases: 0, statsDay: 0, statsMinute: 0, statsOpen: 0, examples: [] };

describe('appending', () => {
  it(
    'gives what a rebuild gives, whatever the order and however often events arrive',
    { timeout: 240_000 },
    async () => {
      let run = 0;
      await fc.assert(
        fc.asyncProperty(
          histories('H'),
          fc.infiniteStream(fc.nat()),
          fc.integer({ min: 1, max: 7 }),
          async (history, numbers, batchSize) => {
            const prefixed = (tag: string): Told[] =>
              JSON.parse(
                JSON.stringify(history).replaceAll('H-', `${tag}-`).replaceAll('"H.', `"${tag}.`),
              ) as Told[];
            run += 1;
            const ordered = `A${run}x`;
            const mixed = `B${run}x`;
            const first = process();
            const events = (tag: string): IncomingEvent[] =>
              prefixed(tag).map(({ source, raw }) => incoming(sources[source]!, raw));
            await appendEvents(first, events(ordered), { now });
            const second = process(1);
            const shuffled = [...events(mixed), ...events(mixed).filter((_, i) => i % 3 === 0)];
            for (let i = shuffled.length - 1; i > 0; i -= 1) {
              const j = (numbers.next().value as number) % (i + 1);
              [shuffled[i], shuffled[j]] = [shuffled[j]!, shuffled[i]!];
            }
            for (let at = 0; at < shuffled.length; at += batchSize)
              await appendEvents(second, shuffled.slice(at, at + batchSize), { now });
            expect([...first.faults, ...second.faults]).toEqual([]);
            const strip = (rows: unknown[], tag: string): string => JSON.stringify(rows).replaceAll(tag, '');
            expect(strip(await caseRows(mixed), mixed)).toEqual(strip(await caseRows(ordered), ordered));
          },
        ),
        { numRuns: 40 },
      );
      expect(await check()).toEqual(nothing);
    },
  );

  it('keeps sums exact while two processes write the same cases', async () => {
    const processes = [process(), process()].map((deps) =>
      createAppendLanes(deps, { now: () => now, gatherMs: 1 }),
    );
    const event = (number: number, n: number): IncomingEvent =>
      incoming(sources[0]!, {
        id: `race-${number}-${n}`,
        type: n === 0 ? 'case.submitted' : n === 5 ? 'case.concluded' : 'case.step_completed',
        time: new Date(start + n * 60_000).toISOString(),
        subject: `RACE-${number}`,
        data: { item: 'permit', department: '500112-ZJ', region: '500112', step: '审查', outcome: 'granted' },
      });
    const jobs: Promise<unknown>[] = [];
    for (let round = 0; round < 6; round += 1)
      for (let chunk = 0; chunk < 10; chunk += 1) {
        const events = Array.from({ length: 20 }, (_, i) => event((chunk * 7 + i) % 50, (round + i) % 6));
        jobs.push(processes[(round + chunk) % 2]!.append(events));
      }
    await Promise.all(jobs);
    await Promise.all(processes.map((lanes) => lanes.close()));
    expect(await check()).toEqual(nothing);
    const { rows } = await database.pool.query(
      `select count(*) as n, count(distinct event_id) as ids from case_events where event_id like 'race-%'`,
    );
    expect(rows[0]).toMatchObject({ n: (rows[0] as { ids: number }).ids });
  });

  it('stores what it can of a batch with an event that the database refuses', async () => {
    const deps = process();
    const good = (n: number): IncomingEvent =>
      incoming(sources[0]!, {
        id: `poison-${n}`,
        type: 'case.received',
        time: new Date(start).toISOString(),
        subject: `POISON-${n}`,
        data: { item: 'permit' },
      });
    const bad = { ...good(99), caseId: 'POISON-\u0000' };
    const results = await appendEvents(deps, [good(1), bad, good(2)], { now });
    expect(results.map(({ status }) => status)).toEqual(['accepted', 'rejected', 'accepted']);
    expect(deps.faults).toHaveLength(1);
    expect(await check()).toEqual(nothing);
  });

  it('replaces what was tampered with when it rebuilds, and says so to screens', async () => {
    await database.pool.query(`update cases set item = 'register' where case_id = 'POISON-1'`);
    await database.pool.query(`delete from cases where case_id = 'POISON-2'`);
    await database.pool.query(`update stats_open set open = open + 1`);
    const found = (await check()) as typeof nothing;
    expect(found.cases).toBe(2);
    expect(found.statsOpen).toBeGreaterThan(0);
    const report = await rebuild(
      { pool: database.pool, catalogue: world.catalogue.current() },
      { check: false, now },
    );
    expect(report.differences.cases).toBe(2);
    expect(await check()).toEqual(nothing);
    const { rows } = await database.pool.query(`select payload from changes order by seq desc limit 1`);
    expect(rows).toEqual([{ payload: { resync: 'rebuild' } }]);
  });
});
