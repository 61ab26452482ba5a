import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { indicatorIds } from '#contract/reports/indicator';
import type { ReportSnapshot } from '#contract/reports/snapshot';
import { ingestServer, type IngestWorld } from '../testing/ingestWorld.ts';
import { reportedAt, reportedCity } from '../testing/reportedCity.ts';
import { testDatabase, type TestDatabase } from '../testing/templateDatabase.ts';
import { evaluationTermsOn } from '../overview/evaluationTermsStore.ts';
import { spanSoFar } from '../overview/spanSoFar.ts';
import type { Actor } from './actions/actor.ts';
import { issueReport } from './actions/issueReport.ts';
import { openAppeals } from './actions/openAppeals.ts';
import { orderReport } from './actions/orderReport.ts';
import { countFigureCases, figureCases } from './figures/figureCases.ts';
import { figureGrounds } from './figures/figureGrounds.ts';
import { makeReports, type MakeParts } from './making/makeReports.ts';
import { reportCommand } from './reportCommand.ts';
import { hashSnapshot } from './snapshot/hashSnapshot.ts';
import { takeSnapshot } from './snapshot/takeSnapshot.ts';
import { newestSnapshot } from './store/snapshotStore.ts';

let database: TestDatabase;
let world: IngestWorld;
let folder: string;
beforeAll(async () => {
  database = await testDatabase();
  world = await reportedCity(database.pool, 300);
  folder = await mkdtemp(join(tmpdir(), 'duban-report-'));
}, 120_000);
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true });
});

const chief = (): Actor => ({
  account: { name: 'chief', role: 'supervisor', region: null, department: null },
  name: 'chief',
  catalogue: world.catalogue.current(),
  now: reportedAt,
});

async function make(): Promise<void> {
  const parts: MakeParts = {
    pool: database.pool,
    catalogue: () => world.catalogue.current(),
    clock: () => reportedAt,
    take: takeSnapshot,
    render: ({ snapshot, format }) =>
      Promise.resolve({ file: Buffer.from(`${format} ${snapshot}`), missing: [], unknown: [], unused: [] }),
    office: null,
    deskUrl: null,
    assertFence: () => Promise.resolve(),
    renewLease: () => Promise.resolve(),
    signal: new AbortController().signal,
  };
  expect(await makeReports(parts)).toMatchObject({ failed: 0 });
}

async function order(period: string): Promise<number> {
  const asked = { kind: 'monthly_bulletin', period, language: 'zh', again: false } as const;
  const { reportId } = await orderReport(database.pool, asked, chief());
  await make();
  return reportId;
}

async function snapshotOf(reportId: number): Promise<ReportSnapshot> {
  const stored = await newestSnapshot(database.pool, reportId);
  const snapshot: ReportSnapshot = JSON.parse(stored?.document ?? '');
  expect(hashSnapshot(snapshot)).toBe(stored?.sha256);
  return snapshot;
}

test('the cases behind a figure are as many as it counts, in whatever place', async () => {
  const reportId = await order('2026-10');
  const snapshot = await snapshotOf(reportId);
  const catalogue = world.catalogue.current();
  const dataRules = (await evaluationTermsOn(database.pool, '2026-10-31'))?.terms.dataRules ?? [];
  const span = spanSoFar(snapshot.period, snapshot.timezone, Date.parse(snapshot.asOf));
  const sees = { regions: null, departments: null };
  const wrong: string[] = [];
  let compared = 0;
  for (const { by, code, figures } of snapshot.figures)
    for (const indicator of indicatorIds) {
      const figure = figures[indicator];
      // several findings may rest on one case, and some on none
      if (
        figure === undefined ||
        figureGrounds[indicator] === undefined ||
        /lagged|onfirmed|ontested/.test(indicator)
      )
        continue;
      if (indicator === 'refuted' || indicator === 'undecided' || indicator === 'dataFaultsPerThousand')
        continue;
      const asked = { indicator, by, code, span, scope: { by: 'city' } as const, sees, dataRules, catalogue };
      const n = await countFigureCases(database.pool, { ...asked, part: 'n' }, 10_000);
      if (n !== figure.n) wrong.push(`${by} ${code} ${indicator}: ${n} cases for ${figure.n}`);
      compared += 1;
      if (figure.hits === undefined || figureGrounds[indicator]?.hits === undefined) continue;
      const hits = await countFigureCases(database.pool, { ...asked, part: 'hits' }, 10_000);
      const missed = await countFigureCases(database.pool, { ...asked, part: 'missed' }, 10_000);
      if (hits !== figure.hits || hits + missed !== n)
        wrong.push(`${by} ${code} ${indicator}: ${hits} hits for ${figure.hits}`);
    }
  expect(wrong).toEqual([]);
  expect(compared).toBeGreaterThan(100);
});

test('they are read page by page, and by whom they concern', async () => {
  const snapshot = await snapshotOf(await order('2026-10'));
  const asked = {
    indicator: 'submitted',
    part: 'n',
    by: 'all',
    code: '',
    span: spanSoFar(snapshot.period, snapshot.timezone, Date.parse(snapshot.asOf)),
    scope: { by: 'city' },
    sees: { regions: null, departments: ['500112-ZJ'] },
    dataRules: [],
    catalogue: world.catalogue.current(),
  } as const;
  const sees = { regions: null, departments: ['500112-ZJ'] };
  const first = await figureCases(database.pool, { ...asked, sees }, { after: null, limit: 5 });
  const last = first.at(-1);
  const after = { at: last?.position ?? 0, key: last?.caseId ?? '' };
  const rest = await figureCases(database.pool, { ...asked, sees }, { after, limit: 1000 });
  expect(first).toHaveLength(5);
  expect(new Set([...first, ...rest].map(({ caseId }) => caseId)).size).toBe(
    await countFigureCases(database.pool, { ...asked, sees }, 1000),
  );
  expect([...first, ...rest].every(({ department }) => department === '500112-ZJ')).toBe(true);
});

test('late data change nothing of what is issued, and the next report announces the correction', async () => {
  const reportId = await order('2026-09');
  await openAppeals(database.pool, reportId, { days: 1, version: 2 }, chief());
  await issueReport(database.pool, reportId, { reason: 'nobody appeals', version: 3 }, chief());
  await make();
  const kept = () =>
    database.pool.query(
      `select r.status, r.difference, s.sha256, s.document, f.file
         from reports r join report_snapshots s using (report_id) join report_files f using (report_id)
        where report_id = $1 order by s.stage, f.format`,
      [reportId],
    );
  const before = await kept();
  expect(before.rows[0]).toMatchObject({ status: 'issued', difference: [] });

  const { key } = await world.addSource('late');
  const server = await ingestServer(database.pool, world, { now: () => reportedAt });
  const answer = await fetch(`${server.url}/api/v1/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      specversion: '1.0',
      id: 'late-1',
      source: '/late',
      type: 'case.submitted',
      time: '2026-09-15T10:00:00+08:00',
      subject: 'late-1',
      data: { item: 'permit', region: '500112', department: '500112-ZJ', channel: 'window' },
    }),
  });
  expect(await answer.json()).toMatchObject({ accepted: 1 });
  await server.close();

  expect((await kept()).rows).toEqual(before.rows);
  const asked = { kind: 'monthly_bulletin', period: '2026-10', language: 'zh', again: true } as const;
  const october = await orderReport(database.pool, asked, chief());
  await make();
  const { corrections } = await snapshotOf(october.reportId);
  const whole = corrections.find(({ by, indicator }) => by === 'all' && indicator === 'submitted');
  expect(whole).toMatchObject({ reportId: String(reportId), period: '2026-09' });
  expect(whole?.now.n).toBe((whole?.issued.n ?? 0) + 1);
});

async function duban(...args: string[]) {
  const [out, err]: [string[], string[]] = [[], []];
  const code = await reportCommand(
    args,
    { out: (line) => out.push(line), err: (line) => err.push(line) },
    {
      pool: database.pool,
      catalogue: world.catalogue.current(),
      now: reportedAt,
      office: '市政务办',
      fontsDir: null,
      signal: new AbortController().signal,
    },
  );
  return { code, out, err };
}

test('duban report writes a report as a file, and its last line tells of it', async () => {
  for (const format of ['json', 'xlsx', 'docx']) {
    const out = join(folder, `a.${format}`);
    const done = await duban(
      'monthly_bulletin',
      '--period',
      '2026-10',
      '--scope',
      '500112',
      '--format',
      format,
      '--out',
      out,
    );
    expect(done).toMatchObject({ code: 0, err: [] });
    const said = JSON.parse(done.out.at(-1) ?? '');
    const file = await readFile(out);
    expect(said).toMatchObject({
      kind: 'monthly_bulletin',
      period: '2026-10',
      format,
      out,
      bytes: file.length,
    });
    if (format !== 'json') expect(file.subarray(0, 2).toString()).toBe('PK');
    else expect(hashSnapshot(JSON.parse(file.toString()))).toBe(said.sha256);
  }
});

test.each([
  [['weekly'], 'no kind of report'],
  [['daily_scan', '--out', 'a'], '--format is ""'],
  [['daily_scan', '--format', 'pdf'], '--out is missing'],
  [['daily_scan', '--format', 'pdf', '--out', 'a', '--period', '2026-10'], 'no period of a daily_scan'],
  [['daily_scan', '--format', 'pdf', '--out', 'a', '--scope', 'nowhere'], '--scope is "nowhere"'],
  [['daily_scan', '--format', 'pdf', '--out', 'a', '--template', 'b'], '--template is for docx'],
  [['daily_scan', '--format', 'pdf', '--out', 'a', '--language', 'fr'], '--language is "fr"'],
])('it refuses %j with its usage', async (args, why) => {
  const { code, err } = await duban(...args);
  expect(code).toBe(2);
  expect(err[0]).toContain(why);
  expect(err[1]).toContain('usage: duban report');
});
