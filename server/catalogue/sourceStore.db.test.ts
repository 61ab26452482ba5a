import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defaultSourceSettings } from '#contract/source';
import { inTransaction } from '../db/transaction.ts';
import { testDatabase, type TestDatabase } from '../testing/templateDatabase.ts';
import { holdCatalogue } from './catalogueHolder.ts';
import { importCatalogue } from './importCatalogue.ts';
import { loadCatalogue } from './loadCatalogue.ts';
import { registerSource } from './registerSource.ts';
import { setRuleVersion } from './ruleVersionStore.ts';
import { registerHandlers } from './sourceHandlerStore.ts';
import { hashSourceKey } from './sourceKey.ts';
import { issueSourceKey, revokeSourceAndKeys, rotateSourceKey } from './sourceKeys.ts';
import { recordOutage } from './sourceOutageStore.ts';
import { findSourceByKey } from './sourceStore.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

const now = Date.UTC(2026, 10, 21);
const add = (name: string, more: object = {}) =>
  registerSource(database.pool, { name, namespace: '', settings: defaultSourceSettings, ...more }, now);

describe('a source key', () => {
  const opens = async (key: string, at: number) => {
    const hash = hashSourceKey(key);
    const stored = await findSourceByKey(database.pool, hash, at);
    const held = (await loadCatalogue(database.pool, 'UTC')).sourceByKey(hash.toString('hex'), at);
    expect(held?.sourceId).toBe(stored?.sourceId);
    return stored?.name;
  };

  it('opens its source only, and is nowhere kept as it is', async () => {
    const source = await add('housing');
    const key = await issueSourceKey(database.pool, source.sourceId, now);
    expect(key).toMatch(/^dbk_[A-Za-z0-9_-]{43}$/);
    expect(await opens(key, now)).toBe('housing');
    expect(await opens(`${key}x`, now)).toBeUndefined();
    const { rows } = await database.pool.query('select * from source_keys');
    expect(JSON.stringify(rows)).not.toContain(key);
  });

  it('is replaced at once, or after an overlap', async () => {
    const { sourceId } = await add('water');
    const first = await issueSourceKey(database.pool, sourceId, now);
    const second = await rotateSourceKey(database.pool, 'water', 60_000, now);
    expect([await opens(first, now + 59_999), await opens(first, now + 60_000)]).toEqual([
      'water',
      undefined,
    ]);
    const third = await rotateSourceKey(database.pool, 'water', 0, now + 1000);
    expect(await Promise.all([first, second, third].map((key) => opens(key, now + 1000)))).toEqual([
      undefined,
      undefined,
      'water',
    ]);
  });

  it('ends with its source', async () => {
    const { sourceId } = await add('gas');
    const key = await issueSourceKey(database.pool, sourceId, now);
    await revokeSourceAndKeys(database.pool, 'gas', now + 1);
    expect([await opens(key, now), await opens(key, now + 1)]).toEqual(['gas', undefined]);
    await expect(rotateSourceKey(database.pool, 'gas', 0, now + 2)).rejects.toMatchObject({
      code: 'conflict',
    });
    await expect(rotateSourceKey(database.pool, 'nobody', 0, now)).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});

describe('registering a source', () => {
  it.each([
    ['a name that is taken', 'housing', {}, 'conflict'],
    ['a URI that is taken', 'housing2', { uri: '/housing' }, 'conflict'],
    ['a name with a slash', 'a/b', {}, 'invalid'],
    ['a namespace with a colon', 'a', { namespace: 'x:y' }, 'invalid'],
    ['an unknown time zone', 'a', { settings: { ...defaultSourceSettings, timezone: 'Mars' } }, 'invalid'],
    ['an unknown calendar', 'a', { settings: { ...defaultSourceSettings, calendar: 'NO' } }, 'invalid'],
    [
      'an unknown department',
      'a',
      { settings: { ...defaultSourceSettings, departments: ['NO'] } },
      'invalid',
    ],
  ])('refuses %s', async (_, name, more, code) => {
    await expect(add(name, more)).rejects.toMatchObject({ code });
  });

  it('keeps it to its departments and regions, and what lies below them', async () => {
    const document = {
      regions: [
        { code: 'R', name: 'R' },
        { code: 'R1', name: 'R1', parent: 'R' },
        { code: 'Q', name: 'Q' },
      ],
      departments: [
        { code: 'D', name: 'D', region: 'R' },
        { code: 'D1', name: 'D1', region: 'R1', parent: 'D' },
        { code: 'E', name: 'E', region: 'Q' },
      ],
    };
    await inTransaction(database.pool, (db) => importCatalogue(db, document, { actor: 'test' }, now));
    const free = await add('free');
    const bound = await add('bound', {
      settings: { ...defaultSourceSettings, departments: ['D'], regions: ['R'] },
    });
    const catalogue = await loadCatalogue(database.pool, 'UTC');
    expect(catalogue.outOfScope(free.sourceId, { department: 'E', region: 'Q' })).toBeUndefined();
    expect(catalogue.outOfScope(bound.sourceId, { department: 'D1', region: 'R1' })).toBeUndefined();
    expect(catalogue.outOfScope(bound.sourceId, { department: 'E', region: 'R1' })).toBe('department');
    expect(catalogue.outOfScope(bound.sourceId, { department: 'D', region: 'Q' })).toBe('region');
    expect(catalogue.outOfScope(bound.sourceId, {})).toBeUndefined();
  });
});

describe('the catalogue a process holds', () => {
  it('is loaded again after anything in it changed, and only then', async () => {
    const { pool } = database;
    const holder = await holdCatalogue(pool, 'Asia/Shanghai');
    const first = holder.current();
    expect(await holder.refresh(pool)).toBe(false);
    expect(holder.current()).toBe(first);

    const { sourceId } = await add('noticed');
    const outage = { sourceId, eventId: 'o1', from: now, to: now + 1000, reason: 'power' };
    const rule = {
      rule: 'TIM-01',
      validFrom: '2026-12-01',
      enabled: false,
      params: { share: 0.8 },
      actor: 'a',
    } as const;
    const changes: [change: () => Promise<unknown>, seen: () => unknown, expected: unknown][] = [
      [
        () => issueSourceKey(pool, sourceId, now),
        () => holder.current().sourceByName('noticed')?.uri,
        '/noticed',
      ],
      [
        () => registerHandlers(pool, sourceId, [{ code: 'bot', name: null, kind: 'machine' }]),
        () => holder.current().handler(sourceId, 'bot')?.kind,
        'machine',
      ],
      [() => recordOutage(pool, outage, now), () => holder.current().outages(sourceId).length, 1],
      [() => setRuleVersion(pool, rule, now), () => holder.current().ruleVersions.at(-1)?.version, 1],
    ];
    for (const [change, seen, expected] of changes) {
      await change();
      expect(await holder.refresh(pool)).toBe(true);
      expect(seen()).toBe(expected);
      expect(await holder.refresh(pool)).toBe(false);
    }
  });
});

describe('a declared outage', () => {
  it('is recorded once', async () => {
    const { sourceId } = await add('dark');
    const outage = { sourceId, eventId: 'o1', from: now, to: now + 1000, reason: 'power' };
    expect([
      await recordOutage(database.pool, outage, now),
      await recordOutage(database.pool, outage, now),
    ]).toEqual([true, false]);
  });
});
