import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { flagListSchema } from '#contract/answerSchema';
import { accountWithToken, readApp } from '../testing/readApp.ts';
import { smallCity } from '../testing/ingestWorld.ts';
import { at } from '../testing/scenario.ts';
import { scannedCity, type ScannedCity } from '../testing/scannedCity.ts';
import { flagRoutes } from './flagRoutes.ts';
import { watchSources } from './sourceSilence.ts';

const unlawful = (code: string) => ({
  code,
  name: code,
  type: '01',
  handling: 'promised',
  statutoryLimit: { value: 3, unit: 'workday' },
  promisedLimit: { value: 4, unit: 'workday' },
});
const readers = {
  city: {},
  yubei: { region: '500112' },
  yuzhong: { region: '500103' },
  housing: { department: '500112-ZJ' },
};

let city: ScannedCity;
let app: Awaited<ReturnType<typeof readApp>>;
const tokens = new Map<string, string>();

beforeAll(async () => {
  const items = [...smallCity.items, unlawful('local'), unlawful('shared'), unlawful('idle')];
  city = await scannedCity('2026-03-02 08:00', { ...smallCity, items });
  const catalogue = () => city.world.catalogue.current();
  const sources = [
    await city.addSource('district', { regions: ['500112'] }),
    await city.addSource('office', { departments: ['500112-ZJ'] }),
    await city.addSource('both', { regions: ['500112', '500103'] }),
    await city.addSource('all'),
  ];
  for (const by of sources)
    await city.tell(by, `${by.uri}-1`.replaceAll('/', '-'), [['submitted', '2026-03-02 09:00']], {
      item: by.uri.endsWith('all') ? 'shared' : 'local',
    });
  const yuzhong = { item: 'shared', region: '500103', department: '500103-ZJ' };
  await city.tell(sources[3]!, 'Z', [['submitted', '2026-03-02 09:01']], yuzhong);
  await watchSources({ pool: city.pool, catalogue }, at('2026-03-02 17:00'));
  await city.scan('2026-03-03 01:20');
  for (const [name, place] of Object.entries(readers))
    tokens.set(
      name,
      await accountWithToken(
        city.pool,
        { name, role: name === 'housing' ? 'department' : 'inspector', ...place },
        city.time.now,
      ),
    );
  app = await readApp(city.pool, { now: city.time.now }, () => [
    flagRoutes({ db: city.pool, clock: () => city.time.now, catalogue }),
  ]);
});
afterAll(async () => {
  await app.close();
  await city.drop();
});

async function list(query: string, who: string) {
  const answer = await fetch(`${app.url}/api/v1/flags?${query}`, {
    headers: { authorization: `Bearer ${tokens.get(who) ?? ''}` },
  });
  return flagListSchema.parse(await answer.json());
}

describe('flags about sources and items', () => {
  it.each([
    ['city', ['all', 'both', 'district', 'office']],
    ['yubei', ['district', 'office']],
    ['yuzhong', []],
    ['housing', ['office']],
  ])('%s sees the silence of sources that report for nobody else: %o', async (who, names) => {
    const { items, total } = await list('rule=FEED-01', who);
    const sources = city.world.catalogue.current().sources;
    const found = items.map(({ subject }) => sources.find((s) => String(s.sourceId) === subject.id)?.name);
    expect([found.sort(), total]).toEqual([names, names.length]);
  });

  it.each([
    ['city', ['idle', 'local', 'shared']],
    ['yubei', ['local']],
    ['yuzhong', []],
    ['housing', ['local']],
  ])('%s sees items that nobody else has cases of: %o', async (who, codes) => {
    const { items, total } = await list('rule=PRM-02', who);
    expect([items.map(({ subject }) => subject.id).sort(), total]).toEqual([codes, codes.length]);
  });

  it('nobody finds by its number what he does not see in the list', async () => {
    const { items } = await list('rule=FEED-01', 'city');
    const seen = (await list('rule=FEED-01', 'yubei')).items.map(({ flagId }) => flagId);
    for (const { flagId } of items) {
      const answer = await fetch(`${app.url}/api/v1/flags/${String(flagId)}`, {
        headers: { authorization: `Bearer ${tokens.get('yubei') ?? ''}` },
      });
      expect(answer.status).toBe(seen.includes(flagId) ? 200 : 404);
    }
  });
});
