import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lateCases, permitCases, requestCases, type LogCase } from '../../../scripts/compareLog.ts';
import { holdCatalogue } from '../../catalogue/catalogueHolder.ts';
import { scanCases, type Finding } from '../../flags/scanCases.ts';
import { testDatabase, type TestDatabase } from '../../testing/templateDatabase.ts';
import { createCaseCache } from '../caseCache.ts';
import { createSealer } from '../sealer.ts';
import { importFile, type ImportDeps } from './importFile.ts';
import type { ImportSummary } from './importSummary.ts';
import { readMapping } from './readMapping.ts';

const data = fileURLToPath(new URL('../../../../shared/data/', import.meta.url));
const permits = `${data}receipt.xes.gz`;
const requests = `${data}service_requests_2015_01.csv`;
const there = existsSync(permits) && existsSync(requests);
const afterAllDates = Date.parse('2026-11-22T00:00:00Z');

let database: TestDatabase;
let deps: ImportDeps;
const logs: Record<string, LogCase[]> = {};

async function load(file: string, mapping: string): Promise<ImportSummary> {
  const path = fileURLToPath(new URL(`mappings/${mapping}.json`, import.meta.url));
  const { summary, ended } = await importFile(deps, {
    file,
    mapping: await readMapping(path),
    dryRun: false,
  });
  expect(ended).toBeUndefined();
  return summary;
}

async function findings(asOf: number): Promise<Finding[]> {
  const found: Finding[] = [];
  const parts = { db: deps.pool, catalogue: deps.catalogue.current(), rules: undefined };
  for await (const finding of scanCases(parts, { asOf, knownAt: Infinity })) found.push(finding);
  return found;
}

const late = (found: Finding[], namespace: string, state: Finding['state']): string[] =>
  found
    .filter((one) => one.rule === 'TIM-02' && one.state === state && one.caseId.startsWith(`${namespace}:`))
    .map((one) => one.caseId.slice(namespace.length + 1))
    .sort();

/** Spread over the log, and the milliseconds around some deadlines and closings of late cases. */
function instants(cases: readonly LogCase[]): number[] {
  const times = cases
    .flatMap(({ opened, due, closed }) => [opened, due, closed])
    .filter((at) => at !== undefined);
  const sorted = times.sort((a, b) => a - b);
  const spread = [0.05, 0.2, 0.4, 0.5, 0.6, 0.8, 0.95].map(
    (share) => sorted[Math.floor(share * sorted.length)],
  );
  const lateOnes = cases.filter(
    ({ due, closed }) => due !== undefined && (closed === undefined || closed > due),
  );
  const some = [0.1, 0.5, 0.9].map((share) => lateOnes[Math.floor(share * lateOnes.length)]);
  const edges = some.flatMap((one) => [one?.due, one?.closed ?? one?.opened]);
  const around = edges.flatMap((at) => (at === undefined ? [] : [at - 1, at, at + 1]));
  return [...spread.filter((at) => at !== undefined), ...around];
}

describe.skipIf(!there)('two real logs (../shared/data, left out where it is not there)', () => {
  beforeAll(async () => {
    database = await testDatabase();
    const { pool } = database;
    deps = {
      pool,
      catalogue: await holdCatalogue(pool, 'Asia/Shanghai'),
      cache: createCaseCache(10_000),
      sealer: createSealer('a secret of at least 16 characters'),
      timezone: 'Asia/Shanghai',
      now: () => afterAllDates,
    };
    expect(await load(permits, 'receipt')).toMatchObject({
      cases: 1434,
      events: 11_340,
      accepted: 11_340,
      rejected: 0,
    });
    expect(await load(requests, 'service-requests')).toMatchObject({
      rows: 1586,
      cases: 1586,
      events: 2803,
      accepted: 2803,
      rejected: 0,
    });
    logs['wabo'] = permitCases(permits);
    logs['city'] = requestCases(requests);
  }, 180_000);
  afterAll(() => database.drop());

  it('has exactly the late cases that the dates of the logs give, at the end of both', async () => {
    const found = await findings(afterAllDates);
    for (const [namespace, concluded, open] of [
      ['wabo', 377, 105],
      ['city', 388, 212],
    ] as const) {
      const expected = lateCases(logs[namespace] ?? [], afterAllDates);
      expect([expected.concluded.length, expected.open.length]).toEqual([concluded, open]);
      expect(late(found, namespace, 'concluded')).toEqual(expected.concluded);
      expect(late(found, namespace, 'open')).toEqual(expected.open);
    }
    expect(found.filter(({ rule }) => rule === 'TIM-03')).toEqual([]);
  });

  it.each(['wabo', 'city'])(
    'has them at instants inside %s, to the millisecond',
    async (namespace) => {
      const cases = logs[namespace] ?? [];
      const at = instants(cases);
      expect(at.length).toBeGreaterThanOrEqual(20);
      for (const asOf of at) {
        const found = await findings(asOf);
        const expected = lateCases(cases, asOf);
        const when = new Date(asOf).toISOString();
        expect([when, late(found, namespace, 'concluded')]).toEqual([when, expected.concluded]);
        expect([when, late(found, namespace, 'open')]).toEqual([when, expected.open]);
      }
    },
    300_000,
  );

  it('changes nothing when both are imported again', async () => {
    const before = await findings(afterAllDates);
    for (const [file, mapping] of [
      [permits, 'receipt'],
      [requests, 'service-requests'],
    ] as const) {
      const { accepted, rejected, events, duplicates, proposedAmendments } = await load(file, mapping);
      expect({ accepted, rejected, proposedAmendments }).toEqual({
        accepted: 0,
        rejected: 0,
        proposedAmendments: 0,
      });
      expect(duplicates).toBe(events);
    }
    expect(await findings(afterAllDates)).toEqual(before);
  });

  it('reports missing steps of a route for concluded cases and not for open ones', async () => {
    const mapping = await readMapping(fileURLToPath(new URL('mappings/receipt-route.json', import.meta.url)));
    await load(permits, 'receipt-route');
    const route = mapping.format === 'cloudevents' ? [] : (mapping.catalogue?.items[0]?.route ?? []);
    expect(route.length).toBe(6);
    const lacking = permitCases(permits).filter(
      ({ steps, closed }) =>
        closed !== undefined && route.some(({ step }) => !steps.some(({ name }) => name === step)),
    );
    const found = (await findings(afterAllDates)).filter(
      ({ rule, caseId }) => rule === 'STEP-01' && caseId.startsWith('wabo-route:'),
    );
    expect(new Set(found.map(({ state }) => state))).toEqual(new Set(['concluded']));
    expect(found.map(({ caseId }) => caseId.slice('wabo-route:'.length)).sort()).toEqual(
      lacking.map(({ id }) => id).sort(),
    );
  }, 120_000);
});
