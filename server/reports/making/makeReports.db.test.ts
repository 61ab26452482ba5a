import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Problem } from '#contract/problem';
import type { Report, WholeReport } from '#contract/reports/reportSchema';
import { reportOffice } from '../../testing/reportOffice.ts';
import { endWithDraft, noteProgress, takeWork } from '../store/workStore.ts';

const now = Date.parse('2026-11-02T09:00:00+08:00');
let office: Awaited<ReturnType<typeof reportOffice>>;
beforeAll(async () => {
  office = await reportOffice(now, [{ name: 'li', role: 'inspector' }]);
});
afterAll(() => office.close());

const order = async (period: string, again = false): Promise<string> => {
  const body = { kind: 'daily_scan', period, again };
  return (await office.ask<Report>('li', 'POST', '', { body })).body.reportId;
};
const look = async (id: string) => (await office.ask<WholeReport>('li', 'GET', `/${id}`)).body;
const audited = async (id: string) => {
  const { rows } = await office.pool.query<{ action: string; actor: string; detail: object }>(
    `select action, actor, detail from audit_entries where subject_kind = 'report' and subject_id = $1 order by audit_id`,
    [id],
  );
  return rows;
};
const lost = () => Promise.reject(new Problem('conflict', 'another worker has the job'));

test('what was begun before a report was cancelled and made again counts no more', async () => {
  // its day is not over: what is made of it is a draft
  const id = await order('2026-11-02');
  expect(await office.make()).toMatchObject({ made: 1 });
  await order('2026-11-02', true);
  const first = (await takeWork(office.pool)) ?? expect.unreachable();
  await office.ask('li', 'POST', `/${id}:cancel`);
  await order('2026-11-02', true);
  const second = (await takeWork(office.pool)) ?? expect.unreachable();
  expect(await noteProgress(office.pool, first, 'figures', 0.5)).toBe(false);
  expect(await endWithDraft(office.pool, first, now)).toBe(false);
  expect(await noteProgress(office.pool, second, 'figures', 0.5)).toBe(true);
  expect(await endWithDraft(office.pool, second, now)).toBe(true);
});

test('whoever has lost the job says nothing of a report, and the next one makes it', async () => {
  const id = await order('2026-11-01');
  let asked = 0;
  const making = office.make({ assertFence: () => ((asked += 1) === 1 ? Promise.resolve() : lost()) });
  await expect(making).rejects.toThrow('another worker');
  expect(await look(id)).toMatchObject({ status: 'running', error: null });
  expect(await office.make()).toEqual({ made: 0, issued: 1, failed: 0 });
});

test('what nobody foresaw is told with where it came from, and what the report failed of is in the audit', async () => {
  const id = await order('2026-10-31');
  const heard: unknown[] = [];
  const onFault = (error: unknown) => void heard.push(error);
  const unforeseen = new TypeError('figures are undefined');
  expect(await office.make({ onFault, take: () => Promise.reject(unforeseen) })).toMatchObject({ failed: 1 });
  expect(heard).toEqual([unforeseen]);
  expect((await audited(id)).at(-1)).toEqual({
    actor: 'duban make_reports',
    action: 'report.failed',
    detail: { error: 'figures are undefined' },
  });
  // a refusal is no fault of the machinery
  await order('2026-10-31');
  const refused = () => Promise.reject(new Problem('not_found', 'No terms of evaluation hold.'));
  expect(await office.make({ onFault, take: refused })).toMatchObject({ failed: 1 });
  expect(heard).toHaveLength(1);
});

test('a server that is restarted again and again gives no report up', async () => {
  const id = await order('2026-10-27');
  for (let restarts = 0; restarts < 7; restarts += 1) {
    const stopping = new AbortController();
    const take = () => {
      stopping.abort();
      return Promise.reject(new Error('stopped'));
    };
    expect(await office.make({ take, signal: stopping.signal })).toMatchObject({ failed: 0 });
  }
  expect(await office.make()).toMatchObject({ issued: 1 });
  expect(await look(id)).toMatchObject({ status: 'issued' });
});

test('a database that is away for a moment fails no report: the next run begins it anew', async () => {
  const id = await order('2026-10-25');
  const away = () => Promise.reject(new Error('timeout exceeded when trying to connect'));
  await expect(office.make({ take: away })).rejects.toThrow('timeout exceeded');
  expect(await look(id)).toMatchObject({ status: 'running', error: null });
  expect(await office.make()).toMatchObject({ issued: 1 });
});

test('a report on which server after server hangs is given up', async () => {
  const id = await order('2026-10-26');
  for (let hung = 0; hung < 5; hung += 1) {
    const over = new AbortController();
    let has = true;
    const assertFence = () => (has ? Promise.resolve() : lost());
    const take = () => {
      has = false;
      over.abort();
      return Promise.reject(new Error('cancelled'));
    };
    await office.make({ take, assertFence, signal: over.signal });
  }
  expect(await office.make()).toMatchObject({ failed: 1 });
  expect(await look(id)).toMatchObject({ status: 'failed', error: expect.stringContaining('5 times') });
});

test('what ranks nobody is issued by the job, not by whoever ordered it', async () => {
  const id = await order('2026-10-28');
  expect(await office.make()).toMatchObject({ issued: 1 });
  expect((await audited(id)).map(({ action, actor }) => [action, actor])).toEqual([
    ['report.ordered', expect.stringContaining('li')],
    ['report.issued', 'duban make_reports'],
  ]);
});

test('figures that get on may take longer than one lease', async () => {
  await order('2026-10-29');
  const renewed: number[] = [];
  let share = 0;
  await office.make({
    renewLease: () => Promise.resolve(void renewed.push(share)),
    take: async ({ onProgress }) => {
      onProgress?.((share = 0.2));
      await expect.poll(() => renewed.length, { timeout: 20_000 }).toBe(2);
      // longer than between two looks
      await sleep(1500);
      onProgress?.((share = 0.4));
      await expect.poll(() => renewed.length, { timeout: 20_000 }).toBe(3);
      throw new Problem('not_found', 'enough');
    },
  });
  // once when it begins, and whenever it has got on
  expect(renewed).toEqual([0, 0.2, 0.4]);
});

test('a server that stops prints no further file of a report, and the next one begins it anew', async () => {
  const id = await order('2026-10-30');
  const stopping = new AbortController();
  let printed = 0;
  const making = office.make({
    signal: stopping.signal,
    render: () => {
      printed += 1;
      stopping.abort();
      return Promise.resolve({ file: Buffer.from('x'), missing: [], unknown: [], unused: [] });
    },
  });
  expect(await making).toEqual({ made: 0, issued: 0, failed: 0 });
  expect(printed).toBe(1);
  expect(await look(id)).toMatchObject({ status: 'running', error: null });
  expect(await office.make()).toEqual({ made: 0, issued: 1, failed: 0 });
});
