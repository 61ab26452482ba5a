import { setTimeout as sleep } from 'node:timers/promises';
import { tokenCommand } from '../../server/access/tokenCommand.ts';
import { holdCatalogue } from '../../server/catalogue/catalogueHolder.ts';
import { offices } from '../../server/simulation/city/offices.ts';
import { demoItems } from '../../server/simulation/city/demoItems.ts';
import { benchServer, type BenchServer } from './benchServer.ts';
import { seedDeskCases, seedDeskFlags } from './deskSeed.ts';
import { seedCases } from './flagSeed.ts';

const rounds = 12;
const flags = 200_000;
const pages = 40;
const exported = 100_000;
const ordered = 3000;

/** What the desk waits for: every filter of its lists, pages of cases, orders over many flags, files of a hundred thousand rows. */
export async function benchDesk(full: boolean): Promise<object> {
  const cases = full ? 5_000_000 : 500_000;
  const server = await benchServer();
  try {
    const { pool } = server;
    const now = Date.now();
    const catalogue = (await holdCatalogue(pool, 'Asia/Shanghai')).current();
    await seedDeskCases(pool, cases, now);
    await seedDeskFlags(pool, flags, now);
    const never = now + 30 * 86_400_000;
    await seedCases(pool, catalogue, 1, {
      prefix: 'P',
      count: pages,
      due: pages,
      dueAt: never,
      restAt: never,
      now,
    });
    const token = await readerToken(server);
    const get = async (path: string): Promise<number> => {
      const begun = performance.now();
      const answer = await fetch(`${server.url}/api/v1${path}`, {
        headers: { authorization: `Bearer ${token}` },
      });
      const body = await answer.text();
      if (!answer.ok) throw new Error(`${path}: ${answer.status} ${body.slice(0, 300)}`);
      return performance.now() - begun;
    };
    const lists: Record<string, object> = {};
    const all: number[] = [];
    for (const [name, pathOf] of Object.entries(asked)) {
      const times: number[] = [];
      for (let nth = 0; nth < rounds; nth += 1) times.push(await get(pathOf(nth * 37)));
      all.push(...times);
      lists[name] = { medianMs: at(times, 0.5), worstMs: at(times, 1) };
    }
    const opened: number[] = [];
    for (let nth = 1; nth <= pages; nth += 1) {
      const path = `/cases/P${String(nth).padStart(9, '0')}`;
      opened.push((await get(path)) + (await get(`${path}/explain`)));
    }
    const orders = await orderMany(server, token);
    return {
      cases,
      flags,
      bulkOrder: { flags: ordered, medianMs: at(orders, 0.5), worstMs: at(orders, 1) },
      lists: { p50Ms: at(all, 0.5), p95Ms: at(all, 0.95), worstMs: at(all, 1), ...lists },
      casePage: { p50Ms: at(opened, 0.5), p95Ms: at(opened, 0.95), firstMs: Math.round(opened[0] ?? 0) },
      flagsCsv: await takeFile(server, `flags.csv?raisedTo=${dayOf(now)}`, token),
      casesCsv: await takeFile(
        server,
        `cases.csv?from=${dayOf(now - exported * ((730 * 86_400_000) / cases))}`,
        token,
      ),
      casesXlsx: await takeFile(
        server,
        `cases.xlsx?from=${dayOf(now - exported * ((730 * 86_400_000) / cases))}`,
        token,
      ),
    };
  } finally {
    await server.close();
  }
}

const office = (nth: number) => offices[nth % offices.length] ?? { code: '', region: '' };
const item = (nth: number): string => demoItems[nth % demoItems.length]?.code ?? '';

/** The n-th question of each kind: places and items differ, so that nothing is answered from what was just read. */
const asked: Record<string, (nth: number) => string> = {
  flags: () => '/flags',
  flagsRed: () => '/flags?severity=red&live=true',
  flagsRule: () => '/flags?rule=HANG-06&status=sent,replied',
  flagsDepartment: (nth) => `/flags?department=${office(nth).code}`,
  flagsRegionWorst: (nth) => `/flags?region=${office(nth).region}&sort=severity`,
  flagsMine: (nth) => `/flags?owner=bench${nth % 40}&live=true`,
  flagsReplyOverdue: () => '/flags?replyOverdue=true&sort=due',
  flagsNumber: (nth) => `/flags?number=${office(nth).region}-0`,
  cases: () => '/cases',
  casesOpen: (nth) => `/cases?state=open&region=${office(nth).region}`,
  casesDepartment: (nth) => `/cases?department=${office(nth).code}`,
  casesItem: (nth) => `/cases?item=${item(nth)}`,
  casesItemInRegion: (nth) => `/cases?item=${item(nth)}&region=${office(nth).region}`,
  casesLate: () => '/cases?alert=law_broken',
  casesQueried: (nth) => `/cases?queried=true&department=${office(nth).code}`,
  casesSuspended: (nth) => `/cases?stage=suspended&region=${office(nth).region}`,
  casesDueFirst: (nth) => `/cases?sort=due&region=${office(nth).region}`,
  casesNumber: (nth) => `/cases?number=${office(nth).region}-0${nth % 5}`,
  search: (nth) => `/search?q=${office(nth).region}-0`,
};

/** One order over many flags of many departments, three times, over others each. */
async function orderMany({ pool, url }: BenchServer, token: string): Promise<number[]> {
  const { rows } = await pool.query<{ flagId: number }>(
    `select flag_id as "flagId" from flags where status = 'sent' order by flag_id limit $1`,
    [3 * ordered],
  );
  const times: number[] = [];
  for (let from = 0; from < rows.length; from += ordered) {
    const begun = performance.now();
    const answer = await fetch(`${url}/api/v1/flags:bulk`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        action: 'order',
        body: { level: 'blue', text: 'bench' },
        flags: rows.slice(from, from + ordered),
      }),
    });
    const { done = [], ...rest } = (await answer.json()) as { done?: unknown[] };
    if (done.length !== ordered)
      throw new Error(`ordered ${done.length}: ${JSON.stringify(rest).slice(0, 300)}`);
    times.push(performance.now() - begun);
  }
  return times;
}

/** Takes a file and watches the server's memory meanwhile. */
async function takeFile(server: BenchServer, path: string, token: string): Promise<object> {
  const before = await memoryOf(server);
  let most = before;
  let done = false;
  const watching = (async () => {
    while (!done) {
      most = Math.max(most, await memoryOf(server));
      await sleep(100);
    }
  })();
  const begun = performance.now();
  const answer = await fetch(`${server.url}/api/v1/${path}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  if (!answer.ok || !answer.body) throw new Error(`${path}: ${answer.status}`);
  let [bytes, lines] = [0, 0];
  for await (const chunk of answer.body) {
    bytes += chunk.length;
    for (const byte of chunk) if (byte === 10) lines += 1;
  }
  const seconds = (performance.now() - begun) / 1000;
  done = true;
  await watching;
  return {
    ...(path.includes('.csv') ? { rows: lines - 1 } : {}),
    megabytes: Math.round(bytes / 1e5) / 10,
    seconds: Math.round(seconds * 10) / 10,
    moreMemoryMb: Math.round((most - before) / 2 ** 20),
  };
}

async function memoryOf({ url }: BenchServer): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(/^duban_process_resident_memory_bytes (\S+)/m.exec(text)?.[1]);
}

async function readerToken({ pool }: BenchServer): Promise<string> {
  await pool.query(
    `insert into accounts (name, display_name, role, password_hash, created_at) values ('bench', 'bench', 'inspector', '', now())`,
  );
  const lines: string[] = [];
  await tokenCommand(['add', 'bench'], { out: (line) => lines.push(line), err: () => undefined }, { pool });
  const [token] = lines;
  if (token === undefined) throw new Error('no token was given');
  return token;
}

const at = (times: readonly number[], share: number): number => {
  const sorted = [...times].sort((a, b) => a - b);
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
};
const dayOf = (instant: number): string => new Date(instant).toISOString().slice(0, 10);
