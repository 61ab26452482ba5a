import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { explainCase } from '../cases/explainCase.ts';
import { importWorld, type ImportWorld } from '../testing/importWorld.ts';
import { scanCases } from './scanCases.ts';

const data = fileURLToPath(new URL('../../../shared/data/', import.meta.url));
const mappings = fileURLToPath(new URL('../ingest/importers/mappings/', import.meta.url));
const logs = [
  { file: 'receipt.xes.gz', mapping: 'receipt.json', cases: 1434, events: 11_340 },
  { file: 'receipt.xes.gz', mapping: 'receipt-route.json', cases: 1434, events: 11_340 },
  { file: 'roadtraffic100traces.csv', mapping: 'road-fines.json', cases: 100, events: 390 },
];
const there = logs.every(({ file }) => existsSync(data + file));
const asOf = Date.parse('2026-11-22T00:00:00Z');

let world: ImportWorld;

describe.skipIf(!there)('real logs (../shared/data, left out where it is not there)', () => {
  beforeAll(async () => {
    world = await importWorld();
  });
  afterAll(() => world.drop());

  it.each(logs)('$file is imported to its end by $mapping', async ({ file, mapping, cases, events }) => {
    const { code, summary } = await world.command([data + file, '--mapping', mappings + mapping]);
    expect([code, summary]).toMatchObject([0, { cases, events, accepted: events, rejected: 0 }]);
  });

  it('explains every case, and raises what the scan finds', async () => {
    const { pool, catalogue } = await world.deps();
    const found = new Map<string, string[]>();
    const told = (caseId: string) => {
      const findings = found.get(caseId) ?? [];
      found.set(caseId, findings);
      return findings;
    };
    const at = { asOf, knownAt: asOf };
    for await (const { caseId, rule, severity, occurredAt } of scanCases(
      { db: pool, catalogue: catalogue.current(), rules: undefined },
      at,
    ))
      told(caseId).push(`${rule} ${severity} ${occurredAt}`);

    expect(found.size).toBeGreaterThan(477);

    const { rows } = await pool.query<{ caseId: string }>('select case_id as "caseId" from cases');
    expect(rows).toHaveLength(2968);
    const parts = { db: pool, catalogue: () => catalogue.current() };
    for (const { caseId } of rows) {
      const explained = await explainCase(parts, caseId, at);
      const rules = (explained?.['rules'] ?? []) as {
        rule: string;
        result: string;
        severity: string;
        at: string;
      }[];
      expect(rules.length).toBeGreaterThan(20);
      const raised = rules
        .filter(({ result }) => result === 'raised')
        .map((one) => `${one.rule} ${one.severity} ${Date.parse(one.at)}`);
      expect([caseId, raised.sort()]).toEqual([caseId, told(caseId).sort()]);
    }
  }, 180_000);
});
