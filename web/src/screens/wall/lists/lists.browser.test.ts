import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEngineFile } from '../../../../../server/db/engine/engineFile.ts';
import { complaintsOf, watchedWall } from '../../../../../server/testing/watchedWall.ts';
import type { WatchedWall } from '../../../../../server/testing/watchedWall.ts';

const patience = { timeout: 90_000 };
const slow = { timeout: 300_000 };
const day = 86_400_000;

let wall: WatchedWall;
let database: pg.Client;
let page: Page;
let complaints: string[];

async function rowsOf(sql: string): Promise<unknown[][]> {
  return (await database.query<unknown[]>({ text: sql, rowMode: 'array' })).rows;
}

/** 31 cases of one item that took five days on a calendar without holidays, and flags in every state, some late. */
async function seed(): Promise<void> {
  const now = Date.now();
  await database.query(
    `insert into cases (case_id, version, source_id, namespace, region, department, item, item_revision, calendar, stage,
                        outcome, round, historical, accepted_at, concluded_at, first_event_at, last_event_at)
     select 'slow-' || n, 1, 1, '', d.region, d.code, i.code, i.revision, 'ALWAYS', 'concluded', 'granted', 1, false,
            $1, $2, $1, $2
       from generate_series(1, 31) n,
            (select code, revision from items where record -> 'promisedLimit' ->> 'unit' = 'workday'
              order by code limit 1) i,
            (select code, region from departments order by code limit 1) d`,
    [new Date(now - 5 * day), new Date(now)],
  );
  await database.query(
    `insert into flags (subject_kind, subject_id, rule, occurrence, severity, status, region, department, item,
                        occurred_at, raised_at, due_at, rule_version, as_of, known_at, evidence)
     select 'case', 'slow-' || n, 'FAST-01', 'o', (array['red', 'yellow', 'query'])[1 + n % 3],
            (array['raised', 'sent', 'replied', 'confirmed', 'rectifying', 'reviewing'])[1 + n % 6], c.region, c.department,
            c.item, $1, $1::timestamptz - n * interval '1 hour',
            case when n % 6 > 0 then $1::timestamptz + (n - 13) * interval '1 day' end, 0, $1, $1, '{}'
       from generate_series(1, 31) n join cases c on c.case_id = 'slow-' || n`,
    [new Date(now)],
  );
}

const numbers = async (selector: string) =>
  (await page.locator(selector).allInnerTexts()).map((text) => Number(text.replaceAll(/[^\d.]/g, '')));
const open = (name: string, language = 'zh') =>
  page.goto(`${wall.duban.url}/wall?page=${name}&lang=${language}`);
const board = (title: string) => page.locator('.board', { has: page.getByText(title, { exact: true }) });

/** Texts that are cut off or leave the page, and the smallest of all in px. */
function layout() {
  return page.evaluate(() => {
    const texts = [...document.querySelectorAll<HTMLElement>('main .body *')].filter((element) =>
      [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim()),
    );
    const wrong = texts.filter((element) => {
      const { right, bottom } = element.getBoundingClientRect();
      const isCut =
        element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).display !== 'inline';
      return isCut || right > innerWidth + 1 || bottom > innerHeight + 1;
    });
    return {
      wrong: wrong.map((element) => element.textContent?.trim()),
      smallest: Math.min(...texts.map((element) => Number.parseFloat(getComputedStyle(element).fontSize))),
    };
  });
}

beforeAll(async () => {
  wall = await watchedWall({ sources: ['市平台'] });
  await wall.report('市平台', 12);
  const engine = await readEngineFile(wall.duban.dataDir);
  database = new pg.Client(`postgres://duban:${engine?.password}@127.0.0.1:${engine?.running?.port}/duban`);
  await database.connect();
  await seed();
  page = await (await wall.browse()).newPage();
  complaints = complaintsOf(page);
}, slow.timeout);
afterAll(async () => {
  await database?.end();
  await wall?.end();
});

describe('the pages of items, halls and follow-up', { sequential: true, ...slow }, () => {
  it('show the items that the database counts', async () => {
    await open('items');
    const submitted = await rowsOf(
      `select sum(submitted - child_submitted)::integer from stats_day where namespace = '' and submitted > 0
        group by item order by 1 desc limit 10`,
    );
    const values = (title: string) => board(title).locator('.value').allInnerTexts();
    await expect.poll(() => values('收件最多'), patience).toEqual(submitted.map(String));
    await expect.poll(() => values('办理最慢'), patience).toEqual([expect.stringMatching(/5\s*天/)]);
    expect(await board('办理最慢').locator('.note').innerText()).toContain('n = 31');
    await expect.poll(() => values('预警最多'), patience).toEqual(['31']);
    expect((await layout()).wrong).toEqual([]);
    await page.screenshot({ path: join(tmpdir(), 'duban-wall-items.png'), timeout: 60_000 });
  });

  it('show what waits, state by state, as the database has it', async () => {
    await open('followup');
    const states = [['raised'], ['sent'], ['replied'], ['confirmed', 'rectifying'], ['reviewing']];
    const counted = async (condition: string) => {
      const counts = [];
      for (const these of states) {
        const list = these.map((status) => `'${status}'`).join();
        const [row] = await rowsOf(
          `select count(*)::integer from flags where ended_at is null and status in (${list}) and ${condition}`,
        );
        counts.push(row?.[0]);
      }
      return counts;
    };
    await expect
      .poll(async () => (await numbers('.state .count')).slice(0, 5), patience)
      .toEqual(await counted(`rule <> 'TIM-01'`));
    const [, sent, replied, mending, reviewing] = await counted('due_at < now()');
    const late = (await page.locator('.state .overdue').allInnerTexts()).slice(1, 5);
    expect(late).toEqual([sent, replied, mending, reviewing].map((n) => `超时 ${n}`));
    const [first] = await rowsOf(
      `select i.record ->> 'shortName' from flags f join items i on i.code = f.item
        where f.ended_at is null order by f.raised_at, f.flag_id limit 1`,
    );
    expect(await page.locator('.oldest li .item').first().innerText()).toBe(first?.[0]);
    expect(await page.locator('.oldest li').count()).toBe(10);
    expect(await numbers('.silent li .flags')).toEqual([sent]);
    await page.screenshot({ path: join(tmpdir(), 'duban-wall-followup.png'), timeout: 60_000 });
  });

  it('follow what is done meanwhile', async () => {
    const before = await numbers('.state .count');
    expect(before).toHaveLength(6);
    await database.query(
      `update flags set status = 'replied' where flag_id = (
              select flag_id from flags where status = 'sent' and ended_at is null order by flag_id limit 1)`,
    );
    const after = before.map((n, index) => n + ([0, -1, 1][index] ?? 0));
    await expect.poll(() => numbers('.state .count'), patience).toEqual(after);
  });

  it('say that no hall reports, and show no figure', async () => {
    await open('halls');
    await page.getByText('大厅数据尚未接入').waitFor(patience);
    expect(await page.locator('.halls').innerText()).not.toMatch(/\d/);
    await open('halls', 'en');
    await page.getByText('No hall reports yet').waitFor(patience);
  });

  it.each(['items', 'followup'])('fit the room they have: %s at every distance and shape', async (name) => {
    const sizes = [
      [1920, 1080],
      [1080, 1920],
      [7680, 2160],
    ] as const;
    for (const profile of ['near', 'room', 'hall']) {
      await page.goto(`${wall.duban.url}/wall?page=${name}&profile=${profile}&lang=en`);
      for (const [width, height] of sizes) {
        await page.setViewportSize({ width, height });
        await page.locator('.panel').first().waitFor(patience);
        const rem = () =>
          page.evaluate(() => Number.parseFloat(getComputedStyle(document.documentElement).fontSize));
        await expect.poll(async () => (await layout()).wrong, patience).toEqual([]);
        expect((await layout()).smallest).toBeGreaterThanOrEqual(2.4 * (await rem()) - 0.1);
      }
    }
    await page.setViewportSize({ width: 1920, height: 1080 });
  });

  it('have not made the browser complain', () => {
    expect(complaints).toEqual([]);
  });
});
