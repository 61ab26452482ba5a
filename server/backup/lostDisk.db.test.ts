import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { rebuild } from '../cases/rebuild.ts';
import { holdCatalogue } from '../catalogue/catalogueHolder.ts';
import { seedCalendar } from '../catalogue/seedCalendar.ts';
import { importWorld, type ImportWorld } from '../testing/importWorld.ts';
import { tableSums } from '../testing/tableSums.ts';
import { testDatabase, type TestDatabase } from '../testing/templateDatabase.ts';
import { restoreBackup } from './restoreBackup.ts';
import { writeBackup } from './writeBackup.ts';

const cases = 5000;
const mapping = {
  ...{ format: 'csv', rows: 'case', source: 'log', namespace: 'log', lenient: true, historical: true },
  ...{ timezone: 'Asia/Shanghai', timeFormat: 'yyyy-MM-dd HH:mm', case: 'number', item: 'item' },
  ...{ department: 'department', region: { const: 'city' } },
  events: [
    { type: 'case.submitted', time: 'submitted' },
    { type: 'case.accepted', time: 'accepted' },
    { type: 'case.step_completed', time: 'reviewed', data: { step: { const: 'review' } } },
    { type: 'case.concluded', time: 'concluded', data: { outcome: { const: 'granted' } } },
  ],
};
let world: ImportWorld;
let found: TestDatabase;
let folder: string;

beforeAll(async () => {
  [world, found] = await Promise.all([importWorld(), testDatabase()]);
  await seedCalendar(world.pool, Date.UTC(2026, 10, 22));
  folder = await mkdtemp(join(tmpdir(), 'duban-lost-'));
});
afterAll(async () => {
  await world?.drop();
  await found?.drop();
  await rm(folder, { recursive: true, force: true });
});

/** Half a year of cases, each over a few days. */
function log(): string {
  const at = (minutes: number): string =>
    new Date(Date.UTC(2026, 0, 5) + minutes * 60_000).toISOString().slice(0, 16).replace('T', ' ');
  const rows = Array.from({ length: cases }, (_, n) => {
    const begun = n * 50;
    const times = [0, 30, 60 * (n % 70), 60 * (n % 70) + 1440].map((after) => at(begun + after));
    return `L-${n},item${n % 17},office${n % 40},${times.join(',')}`;
  });
  return ['number,item,department,submitted,accepted,reviewed,concluded', ...rows].join('\n');
}

it(
  '20,000 events that lay on a lost disk are there again, each fold as it was',
  { timeout: 300_000 },
  async () => {
    const { summary } = await world.run(log(), mapping);
    expect(summary).toMatchObject({ accepted: 4 * cases });
    const identity = await generateIdentity();
    const file = join(folder, 'city.age');
    const recipients = [await identityToRecipient(identity)];
    const kept = { pool: world.pool, secret: randomBytes(32) };
    await writeBackup(kept, { file, key: { kind: 'recipients', recipients }, now: 0, version: '9.9.9' });
    await restoreBackup(found, {
      file,
      key: { kind: 'identities', identities: [identity] },
      fitKey: () => Promise.resolve(),
    });
    const [was, is] = [await tableSums(world.pool), await tableSums(found.pool)];
    for (const table of ['case_events', 'cases', 'stats_day', 'stats_open', 'sources', 'items'])
      expect(is[table], table).toEqual(was[table]);
    const catalogue = (await holdCatalogue(found.pool, 'Asia/Shanghai')).current();
    expect(await rebuild({ pool: found.pool, catalogue }, { check: true, now: 0 })).toMatchObject({
      events: 4 * cases,
      cases,
      differences: { cases: 0, statsDay: 0, statsMinute: 0, statsOpen: 0 },
    });
  },
);
