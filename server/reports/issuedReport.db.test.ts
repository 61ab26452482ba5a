import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { figureCasesSchema, figureParts, type FigureCases } from '#contract/reports/figureCasesSchema';
import { indicatorIds, type IndicatorId } from '#contract/reports/indicator';
import { indicatorOf } from '#contract/reports/indicatorTable';
import type { ReportScope, ReportSnapshot } from '#contract/reports/snapshot';
import { ingestServer, type IngestWorld } from '../testing/ingestWorld.ts';
import { accountWithToken, readApp } from '../testing/readApp.ts';
import { reportedAt, reportedCity } from '../testing/reportedCity.ts';
import { testDatabase, type TestDatabase } from '../testing/templateDatabase.ts';
import { evaluationTermsOn } from '../overview/evaluationTermsStore.ts';
import { spanSoFar } from '../overview/spanSoFar.ts';
import type { Actor } from './actions/actor.ts';
import { issueReport } from './actions/issueReport.ts';
import { openAppeals } from './actions/openAppeals.ts';
import { orderReport } from './actions/orderReport.ts';
import { countFigureCases, figureCases } from './figures/figureCases.ts';
import { figureCaseRoutes } from './figureCaseRoutes.ts';
import { figureGrounds } from './figures/figureGrounds.ts';
import { figureRows, type FigureRows } from './figures/figureRows.ts';
import { flagGrounds } from './figures/flagGrounds.ts';
import { listedThen } from './figures/listedThen.ts';
import { makeReports, type MakeParts } from './making/makeReports.ts';
import { reportCommand } from './reportCommand.ts';
import { hashSnapshot } from './snapshot/hashSnapshot.ts';
import { onPicture } from './snapshot/onPicture.ts';
import { takeSnapshot } from './snapshot/takeSnapshot.ts';
import { newestSnapshot } from './store/snapshotStore.ts';

let database: TestDatabase;
let world: IngestWorld;
let folder: string;
beforeAll(async () => {
  database = await testDatabase();
  world = await reportedCity(database.pool, 300);
  await judgeOctober();
  folder = await mkdtemp(join(tmpdir(), 'duban-report-'));
}, 120_000);
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true });
});

/** Of the flags of October some are judged, each way that a figure tells apart, and one is a fault of the data. */
async function judgeOctober(): Promise<void> {
  await database.pool.query(
    `with numbered as (
       select flag_id, row_number() over (order by subject_id, rule) as nth
         from findings
        where standing = 'undecided' and severity in ('query', 'yellow', 'red') and subject_kind = 'case'
          and occurred_at >= '2026-10-01T00:00:00+08:00' and occurred_at < '2026-11-01T00:00:00+08:00')
     update flags
        set status = 'confirmed',
            rule = case nth % 5 when 4 then 'BKF-01' else rule end,
            followup = case nth % 5
                         when 1 then '{"verdict": {"verdict": "data_problem"}}'::jsonb
                         when 2 then '{"verdict": {"verdict": "confirmed_delay"}, "appeal": {"dueAt": 1}}'::jsonb
                         when 3 then '{"verdict": {"verdict": "objective_cause"}}'::jsonb
                         else '{"verdict": {"verdict": "confirmed_delay"}}'::jsonb end
       from numbered
      where numbered.flag_id = flags.flag_id and nth % 6 <> 0`,
  );
  // what is to be rectified by the end of October, and half of it is
  await database.pool.query(
    `with due as (
       select flag_id, severity, row_number() over (order by flag_id) as nth
         from findings where standing = 'confirmed' and rule <> 'TIM-02')
     insert into flag_transitions (flag_id, at, reason, to_status, to_severity, actor, detail)
     select flag_id, '2026-10-16T10:00:00+08:00'::timestamptz, 'judged', 'confirmed', severity, 'li',
            json_build_object('dueAt', extract(epoch from '2026-10-31T00:00:00+08:00'::timestamptz) * 1000)
       from due
     union all
     select flag_id, '2026-10-28T10:00:00+08:00', 'rectified', 'reviewing', severity, 'office', '{}'
       from due where nth % 2 = 0`,
  );
}

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
    onFault: (error) => {
      throw error;
    },
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

const everybody = { regions: null, departments: null };
const scopes = [
  { by: 'city' },
  { by: 'region', code: '500112' },
  { by: 'department', code: '500112-ZJ' },
] as const satisfies readonly ReportScope[];

test.each(scopes)('behind a figure of $by stand as many cases or flags as it counts', async (scope) => {
  const catalogue = world.catalogue.current();
  const snapshot = await onPicture(database.pool, (db) =>
    takeSnapshot({ db, catalogue, now: reportedAt }, { kind: 'monthly_bulletin', period: '2026-10', scope }),
  );
  const dataRules = (await evaluationTermsOn(database.pool, '2026-10-31'))?.terms.dataRules ?? [];
  const span = spanSoFar(snapshot.period, snapshot.timezone, Date.parse(snapshot.asOf));
  const wrong: string[] = [];
  const compared = new Set<IndicatorId>();
  for (const { by, code, figures } of snapshot.figures)
    for (const indicator of indicatorIds) {
      const figure = figures[indicator];
      if (figure === undefined) continue;
      for (const part of figureParts) {
        const listed = listedThen(figure, indicatorOf(indicator).unit, part);
        const isShare =
          figureGrounds[indicator]?.hits !== undefined || flagGrounds[indicator]?.isShare !== undefined;
        if (listed === null || (part !== 'n' && !isShare)) continue;
        const asked = { indicator, part, by, code, span, scope, sees: everybody, dataRules, catalogue };
        const rows = figureRows(database.pool, asked, { cursor: undefined, limit: 200 });
        if (!figureGrounds[indicator] && !flagGrounds[indicator]) {
          await expect(rows).rejects.toMatchObject({ code: 'not_found' });
          continue;
        }
        const { total, items } = await rows;
        if (total !== listed || items.length !== Math.min(total, 200))
          wrong.push(`${by} ${code} ${indicator} ${part}: ${total} rows for ${listed}`);
        if (total > 0) compared.add(indicator);
      }
    }
  expect(wrong).toEqual([]);
  expect(indicatorIds.filter((id) => (figureGrounds[id] ?? flagGrounds[id]) && !compared.has(id))).toEqual(
    [],
  );
});

test('a case with two flags is listed with each of them, and counted once among the cases', async () => {
  const scope = { by: 'city' } as const;
  const catalogue = world.catalogue.current();
  const snapshot = await snapshotOf(await order('2026-10'));
  const span = spanSoFar(snapshot.period, snapshot.timezone, Date.parse(snapshot.asOf));
  const asked = {
    part: 'n',
    by: 'all',
    code: '',
    span,
    scope,
    sees: everybody,
    dataRules: ['BKF-01'],
    catalogue,
  } as const;
  const read = async (cursor: string | undefined): Promise<FigureRows['items']> => {
    const page = await figureRows(database.pool, { ...asked, indicator: 'flagged' }, { cursor, limit: 7 });
    return page.nextCursor === null ? page.items : [...page.items, ...(await read(page.nextCursor))];
  };
  const { of, total, cases } = await figureRows(
    database.pool,
    { ...asked, indicator: 'flagged' },
    { cursor: undefined, limit: 1 },
  );
  const items = await read(undefined);
  expect(of).toBe('flags');
  expect(new Set(items.map(({ flag }) => flag?.flagId)).size).toBe(total);
  expect(new Set(items.flatMap(({ caseId }) => caseId ?? [])).size).toBe(cases);
  expect(cases).toBeLessThan(total);
  const standings = await database.pool.query<{ standing: string; n: number }>(
    `select standing, count(*) as n from findings where flag_id = any($1::bigint[]) group by 1 order by 1`,
    [items.map(({ flag }) => flag?.flagId)],
  );
  for (const { standing, n } of standings.rows)
    expect(
      items.filter(({ flag }) => flag?.standing === standing),
      standing,
    ).toHaveLength(n);
  expect(standings.rows.length).toBe(5);
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

test('whoever sees a part of what a figure counts is listed that part, and told so', async () => {
  const { pool } = database;
  const { rows } = await pool.query<{ id: number }>(
    `select report_id as id from reports where status = 'issued' and period = '2026-09'`,
  );
  const token = await accountWithToken(
    pool,
    { name: 'reader', role: 'department', department: '500112-ZJ' },
    reportedAt,
  );
  const catalogue = () => world.catalogue.current();
  const app = await readApp(pool, { now: reportedAt }, ({ clock }) => [
    figureCaseRoutes({ pool, clock, catalogue }),
  ]);
  const ask = async (figure: string): Promise<FigureCases> => {
    const path = `/api/v1/reports/${rows[0]?.id}/figures/${figure}/cases?limit=200`;
    const answer = await fetch(`${app.url}${path}`, { headers: { authorization: `Bearer ${token}` } });
    return figureCasesSchema.parse(await answer.json());
  };
  const whole = await ask('all/-/flagged');
  expect(whole.limited).toBe(true);
  expect(whole.total).toBeLessThan(whole.issued.listed ?? 0);
  const own = await ask('department/500112-ZJ/flagged');
  expect(own.limited).toBe(false);
  expect(own.items.map(({ flag }) => flag?.flagId)).toEqual(whole.items.map(({ flag }) => flag?.flagId));
  expect((await ask('department/500103-ZJ/flagged')).items).toEqual([]);
  await app.close();
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
