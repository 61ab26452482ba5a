import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CaseEvent } from '#contract/caseEvent';
import type { CaseExplanation } from '#contract/explanation';
import { rebuild } from '../cases/rebuild.ts';
import { smallCity } from '../testing/ingestWorld.ts';
import { anyHistory } from '../testing/randomHistory.ts';
import { testDatabase, type TestDatabase } from '../testing/templateDatabase.ts';
import { watchedCity, type Reporter, type WatchedCity } from '../testing/watchedCity.ts';

const lives = 80;
const halfDay = 43_200_000;

let database: TestDatabase;
let city: WatchedCity;
let by: Reporter;
const caseIds = Array.from({ length: lives }, (_, n) => `R-${String(n).padStart(3, '0')}`);

/** Random lives told over HTTP in the order of their arrival, the flag job running twice a day. */
beforeAll(async () => {
  database = await testDatabase();
  city = await watchedCity(database.pool, smallCity, '2026-02-08 00:00');
  by = await city.addSource('random');
  const told = fc
    .sample(anyHistory('permit'), { numRuns: lives, seed: 7 })
    .flatMap(({ arrivals }, n) => arrivals.map((event) => ({ ...event, caseId: caseIds[n] ?? '' })))
    .sort((a, b) => (a.receivedAt ?? 0) - (b.receivedAt ?? 0));
  let judgedAt = city.time.now;
  for (const event of told) {
    const now = event.receivedAt ?? 0;
    for (; judgedAt + halfDay < now; judgedAt += halfDay) await judge(judgedAt + halfDay);
    city.time.now = now;
    await post(event);
  }
  await judge(city.time.now + 3_600_000);
}, 120_000);
afterAll(async () => {
  await city.close();
  await database.drop();
});

const judge = (now: number) =>
  city.judge(new Date(now + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' '));

async function post({ caseId, eventId, type, occurredAt, data }: CaseEvent): Promise<void> {
  const { time, ...rest } = data;
  const answer = await fetch(`${city.server.url}/api/v1/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${by.key}`, 'content-type': 'application/cloudevents+json' },
    body: JSON.stringify({
      specversion: '1.0',
      id: eventId,
      source: by.uri,
      type,
      subject: caseId,
      time: new Date(occurredAt).toISOString(),
      data: { ...rest, ...(time !== undefined && { time: new Date(time).toISOString() }) },
    }),
  });
  expect(await answer.json()).toMatchObject({ received: 1, rejected: 0 });
}

interface FlagRow {
  caseId: string;
  key: string;
  status: string;
  text: string;
}

async function flagRows(): Promise<FlagRow[]> {
  const { rows } = await city.pool.query<FlagRow>(
    `select subject_id as "caseId", rule || '/' || occurrence as key, status,
            concat_ws(' ', rule || '/' || occurrence, severity, case_state) as text
       from flags where subject_kind = 'case' order by text, subject_id, status, flag_id`,
  );
  return rows;
}
const stands = new Set(['raised', 'sent', 'replied', 'confirmed']);

it('an explanation says what the flags of random lives say', async () => {
  const flags = await flagRows();
  let raised = 0;
  for (const caseId of caseIds) {
    const why = (await city.get(`/cases/${caseId}/explain`)) as unknown as CaseExplanation;
    const undecided = new Set(
      why.rules.filter((r) => r.result === 'not_evaluable').map((r) => r.rule as string),
    );
    const isDecided = (text: string): boolean => !undecided.has(text.slice(0, text.indexOf('/')));
    const said = why.rules.flatMap((r) =>
      r.result === 'raised' && 'occurrence' in r && 'caseState' in r
        ? [`${r.rule}/${String(r.occurrence)} ${r.severity} ${String(r.caseState)}`]
        : [],
    );
    const own = flags.filter(
      (f) => f.caseId === caseId && stands.has(f.status) && !f.key.startsWith('AMD-01'),
    );
    expect([caseId, own.map((f) => f.text).filter(isDecided)]).toEqual([
      caseId,
      said.filter(isDecided).sort(),
    ]);
    raised += said.length;
  }
  expect(raised).toBeGreaterThan(lives / 2);
});

it('judging again with nothing changed changes nothing', async () => {
  const before = await flagRows();
  await city.pool.query('update cases set next_check_at = $1', [new Date(city.time.now)]);
  expect(await judge(city.time.now)).toMatchObject({ checked: lives, changed: 0, lost: 0, poisoned: 0 });
  expect(await flagRows()).toEqual(before);
});

it('rows and roll-ups are what folding all events again gives', async () => {
  const parts = { pool: city.pool, catalogue: city.world.catalogue.current() };
  const { differences, cases } = await rebuild(parts, { check: true, now: city.time.now });
  expect(differences).toEqual({ cases: 0, statsDay: 0, statsMinute: 0, statsOpen: 0 });
  expect(cases).toBe(lives);
});
