import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parse } from 'yaml';
import { createApp, type App } from '../app.ts';
import { readConfig } from '../config.ts';
import { packageRoot } from '../db/packageRoot.ts';
import { promqlMetrics } from '../testing/promqlMetrics.ts';
import { testDatabase, type TestDatabase } from '../testing/templateDatabase.ts';

const read = (name: string): string => readFileSync(join(packageRoot, 'docs/monitoring', name), 'utf8');
const alerts: {
  groups: { rules: { alert: string; expr: string; annotations: Record<string, string> }[] }[];
} = parse(read('alerts.yml'));
const dashboard: { panels: { title: string; targets?: { expr: string }[] }[] } = JSON.parse(
  read('dashboard.json'),
);
const rules = alerts.groups.flatMap((group) => group.rules);
const queries = [
  ...rules.map(({ alert, expr }) => [alert, expr] as const),
  ...dashboard.panels.flatMap(({ title, targets = [] }) =>
    // Grafana puts its own step there
    targets.map(({ expr }) => [title, expr.replaceAll('$__rate_interval', '5m')] as const),
  ),
];

/** What Prometheus adds to every series, and a series of its own. */
const ofPrometheus = { metrics: ['up'], labels: ['job', 'instance'] };

let database: TestDatabase;
let dataDir: string;
let app: App;
/** Labels and their values, by metric. */
const served = new Map<string, Map<string, Set<string>>>();

beforeAll(async () => {
  database = await testDatabase();
  dataDir = await mkdtemp(join(tmpdir(), 'duban-metrics-'));
  app = await createApp({
    config: readConfig({
      PORT: '0',
      DATABASE_URL: database.url,
      DUBAN_DATA_DIR: dataDir,
      DUBAN_SECRET_KEY: '7'.repeat(64),
    }),
    log: pino({ level: 'silent' }),
    jobs: false,
  });
  const url = `http://127.0.0.1:${app.port}`;
  // a first request, so that there is one to tell of
  await (await fetch(`${url}/healthz`)).text();
  const text = await (await fetch(`${url}/metrics`)).text();
  for (const [, metric = '', labels = ''] of text.matchAll(/^(\w+)(?:\{(.*)\})? \S+$/gm)) {
    const known = served.get(metric) ?? new Map<string, Set<string>>();
    served.set(metric, known);
    for (const [, name = '', value = ''] of labels.matchAll(/(\w+)="([^"]*)"/g))
      known.set(name, (known.get(name) ?? new Set()).add(value));
  }
});
afterAll(async () => {
  await app.close();
  await database.drop();
  await rm(dataDir, { recursive: true });
});

it('there are alerts and panels, each with a query', () => {
  expect(rules.length).toBeGreaterThan(20);
  expect(queries.length).toBeGreaterThan(rules.length + 20);
  for (const { alert, annotations } of rules)
    expect([alert, annotations['summary'], annotations['action']]).toEqual([
      alert,
      expect.any(String),
      expect.stringMatching(/\.$/),
    ]);
});

it.each(queries)('%s asks for what the server has: %s', (_of, expression) => {
  const asked = promqlMetrics(expression);
  for (const { metric, labels } of asked) {
    if (ofPrometheus.metrics.includes(metric)) continue;
    expect([...served.keys()]).toContain(metric);
    for (const { name, values } of labels) {
      if (ofPrometheus.labels.includes(name)) continue;
      const known = served.get(metric)?.get(name);
      expect(known, `${metric} has the label ${name}`).toBeDefined();
      for (const value of values) expect([...(known ?? [])]).toContain(value);
    }
  }
});

it('every figure of our own is described in the page, and no other', () => {
  const own = [...served.keys()]
    .filter((metric) => !/^duban_(process|nodejs)_/.test(metric))
    .map((metric) => metric.replace(/_(bucket|sum|count)$/, ''));
  const described = [...read('README.md').matchAll(/^\| `(duban_\w+)`/gm)].map(([, metric]) => metric);
  expect(described.sort()).toEqual([...new Set(own)].sort());
});

it('no label has values without bound', () => {
  for (const [metric, labels] of served)
    for (const [name, values] of labels)
      expect(values.size, `${metric}{${name}}`).toBeLessThanOrEqual(name === 'name' ? 40 : 20);
});
