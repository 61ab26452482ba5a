import { afterAll, beforeAll, expect, it } from 'vitest';
import { smallCity } from '../testing/ingestWorld.ts';
import { at } from '../testing/scenario.ts';
import { testDatabase, type TestDatabase } from '../testing/templateDatabase.ts';
import { watchedCity, type WatchedCity } from '../testing/watchedCity.ts';
import { backtestCommand, rejudgeCommand } from './backtestCommand.ts';

let database: TestDatabase;
let city: WatchedCity;
beforeAll(async () => {
  database = await testDatabase();
  city = await watchedCity(database.pool, smallCity, '2026-03-02 08:00');
  await city.tell(await city.addSource('yubei'), 'fast', [
    ['accepted', '2026-03-02 10:00'],
    ['concluded', '2026-03-02 11:00', { outcome: 'granted' }],
  ]);
  await city.judge('2026-03-02 12:00');
});
afterAll(async () => {
  await city.close();
  await database.drop();
});

async function command(run: typeof backtestCommand, text: string) {
  const out: string[] = [];
  const err: string[] = [];
  const io = { out: (line: string) => void out.push(line), err: (line: string) => void err.push(line) };
  const parts = { pool: city.pool, catalogue: city.world.catalogue, now: at('2026-04-01 12:00') };
  return { code: await run(text.split(' '), io, parts), out, err };
}
const march = '--from 2026-03-01 --to 2026-03-31';

it.each([
  `FAST-01 ${march} --params promisePercent=1`,
  `fast-01 ${march} --params {"promisePercent":1} fallbackMinutes=30`,
  `FAST-01 ${march} --disable --scope region=500112,handling=promised`,
])('"backtest %s" says what it would clear and changes nothing', async (text) => {
  const { code, out } = await command(backtestCommand, text);
  expect([code, JSON.parse(out.join(''))]).toMatchObject([0, { rule: 'FAST-01', cleared: 1, raised: 0 }]);
  expect(await city.flags('fast')).toContain('FAST-01 query raised concluded');
});

it.each([
  [`FAST-09 ${march}`, 2, /"FAST-09" is no rule/],
  ['FAST-01 --from 2026-03-01', 2, /--to DATE is expected/],
  [`FAST-01 ${march} --apply`, 2, /belongs to duban rejudge/],
  [`FAST-01 ${march} --scope city=1`, 2, /--scope city=1 is not valid/],
  [`FAST-01 ${march} --params share=1`, 1, /no threshold "share"/],
  [`FAST-01 ${march} --params promisePercent=many`, 1, /"promisePercent" is "many"; a number/],
  [`FEED-01 ${march}`, 1, /not about single cases/],
])('"backtest %s" ends with %i and says why', async (text, code, sentence) => {
  const ended = await command(backtestCommand, text);
  expect(ended.code).toBe(code);
  expect(ended.err[0]).toMatch(sentence);
});

it('rejudge shows first, and judges again only with --apply', async () => {
  const order = `FAST-01 ${march} --params promisePercent=1`;
  const shown = await command(rejudgeCommand, order);
  expect(shown).toMatchObject({
    code: 0,
    err: ['Nothing was changed; add --apply to judge again what this shows.'],
  });
  expect(await city.flags('fast')).toContain('FAST-01 query raised concluded');
  const applied = await command(rejudgeCommand, `${order} --apply`);
  expect(JSON.parse(applied.out[1] ?? '')).toMatchObject({ version: 1, withdrawn: 1 });
  expect(await city.flags('fast')).toContain('FAST-01 query withdrawn concluded');
});
