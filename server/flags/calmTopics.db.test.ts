import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { flagDetailSchema, flagListSchema } from '#contract/answerSchema';
import { smallCity } from '../testing/ingestWorld.ts';
import { at, type Line } from '../testing/scenario.ts';
import { testDatabase, type TestDatabase } from '../testing/templateDatabase.ts';
import { watchedCity, type Reporter, type WatchedCity } from '../testing/watchedCity.ts';
import { watchSources } from './sourceSilence.ts';

let database: TestDatabase;
let city: WatchedCity;
let by: Reporter;
beforeEach(async () => {
  database = await testDatabase();
  city = await watchedCity(database.pool, smallCity, '2026-03-02 08:00');
  by = await city.addSource('yubei');
});
afterEach(async () => {
  await city.close();
  await database.drop();
});

/** What screens were told of flags of a rule, in order: `raised met_again`, by the flag's transitions. */
async function told(rule: string, clears?: string): Promise<string[]> {
  const { rows } = await city.pool.query<{ topic: string }>(
    `select f ->> 'topic' as topic from changes, json_array_elements(payload -> 'flags') f
      where payload -> 'flags' is not null and f -> 'flag' ->> 'rule' = $1
        and ($2::text is null or f -> 'flag' -> 'facts' ->> 'clears' = $2)
      order by seq`,
    [rule, clears ?? null],
  );
  return rows.map(({ topic }) => topic.replace('flag:', ''));
}

async function turns(rule: string): Promise<number[]> {
  const { items } = flagListSchema.parse(await city.get(`/flags?rule=${rule}`));
  const details = await Promise.all(items.map(({ flagId }) => city.get(`/flags/${String(flagId)}`)));
  return details.map((detail) => flagDetailSchema.parse(detail).turns);
}

describe('a case whose suspension is amended to and fro', () => {
  const amended = (time: string, approvedDays: number): Line => [
    'amended',
    time,
    { eventId: 'e2', data: { approvedDays } },
  ];
  const turn = async (time: string, approvedDays: number): Promise<void> => {
    await city.tell(by, 'A', [amended(time, approvedDays)]);
    await city.judge(`${time}:30`);
  };

  it('asks a person twice aloud, and from then on without a pop-up', async () => {
    const ground = { kind: 'testing', approver: 'u', reason: 'r', notice: 'n', approvedDays: 1 } as const;
    await city.tell(by, 'A', [
      ['accepted', '2026-03-02 10:00'],
      ['suspended', '2026-03-03 09:00', ground],
      ['resumed', '2026-03-06 09:00'],
    ]);
    await city.judge('2026-03-10 00:10');
    for (const [nth, days] of [3, 1, 3, 1, 3].entries()) await turn(`2026-03-10 09:0${nth}`, days);
    expect(await told('AMD-01', 'TIM-02')).toEqual(['raised', 'changed', 'raised', 'changed', 'changed']);
    expect(await told('TIM-02')).toEqual(['raised', 'changed', 'changed', 'changed', 'changed', 'changed']);
    expect(await city.flags('A')).toContain('TIM-02 yellow withdrawal_pending open');
    expect(await turns('TIM-02')).toEqual([5]);
    const { rows } = await city.pool.query<{ reason: string }>(
      `select reason from flag_transitions join flags using (flag_id) where rule = 'AMD-01'
          and evidence -> 'facts' ->> 'clears' = 'TIM-02' order by transition_id`,
    );
    expect(rows.map(({ reason }) => reason)).toEqual([
      'condition_met',
      'ended',
      'met_again',
      'ended',
      'met_again',
    ]);

    // a day later it is news again
    await turn('2026-03-11 09:30', 1);
    await turn('2026-03-11 09:31', 3);
    expect((await told('AMD-01', 'TIM-02')).slice(5)).toEqual(['changed', 'raised']);
  });
});

describe('a source that falls silent again and again', () => {
  it('is told aloud twice within a day, each silence with its own row', async () => {
    const parts = { pool: city.pool, catalogue: () => city.world.catalogue.current() };
    const heard = async (time: string): Promise<void> => {
      await city.tell(by, 'A', [['step_started', time, { step: '审查' }]]);
      await watchSources(parts, city.time.now);
    };
    const silent = (time: string) => watchSources(parts, (city.time.now = at(time)));
    await heard('2026-03-10 09:00');
    expect(await silent('2026-03-10 11:10')).toBe(1);
    await heard('2026-03-10 11:11');
    await silent('2026-03-10 15:20');
    await heard('2026-03-10 15:21');
    await silent('2026-03-10 17:30');
    expect(await told('FEED-01')).toEqual(['raised', 'changed', 'raised', 'changed', 'changed']);
    expect(await turns('FEED-01')).toEqual([4, 3, 1]);

    await heard('2026-03-10 17:31');
    await silent('2026-03-12 10:00');
    expect((await told('FEED-01')).at(-1)).toBe('raised');
  });
});
