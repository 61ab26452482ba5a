import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { rebuild, type RebuildReport } from '../../server/cases/rebuild.ts';
import { holdCatalogue } from '../../server/catalogue/catalogueHolder.ts';
import { seedCalendar } from '../../server/catalogue/seedCalendar.ts';
import { openDatabase, type OpenDatabase } from '../../server/db/openDatabase.ts';
import { benchSources } from '../bench/benchSources.ts';
import { monitorToken } from '../bench/monitorToken.ts';
import { compareWalls, type WallsReport } from './compareWalls.ts';
import { jobLedger, type LedgerReport } from './jobLedger.ts';
import { startPosts, type PostsReport } from './persistentPosts.ts';
import { serverProcess, type ServerProcess } from './serverProcess.ts';
import { followWall, type WallFollower } from './wallFollower.ts';

export interface KillOptions {
  kills: number;
  /** From one kill to the next, unless the one killed before is not back yet. */
  everySeconds: number;
  eventsPerSecond: number;
}

export interface KillReport {
  kills: number;
  seconds: number;
  posts: PostsReport;
  /** Events on disk; all that were acknowledged, once each. */
  stored: number;
  rebuild: RebuildReport;
  jobs: LedgerReport;
  flags: number;
  walls: WallsReport;
  errors: string[];
}

const timezone = 'Asia/Shanghai';

/**
 * Two servers on one database under a steady load, one of them killed and started again in turn, a wall on each; then
 * everything is held against everything: events against the acknowledgements, cases and sums against the events, the
 * jobs' runs against the ledger, and what the walls show against each other and against fresh snapshots.
 */
export async function killInTurn(options: KillOptions): Promise<KillReport> {
  const dataDir = await mkdtemp(join(tmpdir(), 'duban-two-'));
  await chmod(dataDir, 0o755);
  const env = { DUBAN_DATA_DIR: dataDir, DATABASE_URL: '', DUBAN_TIMEZONE: timezone };
  const servers = [await serverProcess(env), await serverProcess(env)];
  const walls: WallFollower[] = [];
  let database: OpenDatabase | undefined;
  try {
    // the built servers bring the engine up; from sources, as in tests, it could not be
    await Promise.all(servers.map((server) => server.start()));
    database = await openDatabase({ databaseUrl: undefined, dataDir, applicationName: 'duban two' });
    await seedCalendar(database.pool, Date.now());
    const sources = await benchSources(database.pool, 4, Date.now());
    const token = await monitorToken(database.pool);
    walls.push(...servers.map(({ url }) => followWall(url, token)));
    const began = performance.now();
    const posts = startPosts(
      servers.map(({ url }) => url),
      sources,
      options.eventsPerSecond,
    );
    await killThem(servers, options);
    await sleep(options.everySeconds * 1000);
    const sent = await posts.stop();
    await Promise.all(servers.map(untilReady));
    return {
      kills: options.kills,
      seconds: Math.round((performance.now() - began) / 1000),
      posts: sent,
      walls: await compareWalls(walls),
      ...(await lookUp(database, servers)),
      errors: servers.flatMap(({ errors }) => errors),
    };
  } finally {
    for (const wall of walls) wall.close();
    await Promise.all(servers.map((server) => server.stop()));
    await database?.close();
    await rm(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 });
  }
}

async function killThem(
  servers: readonly ServerProcess[],
  { kills, everySeconds }: KillOptions,
): Promise<void> {
  for (let nth = 0; nth < kills; nth += 1) {
    await sleep(everySeconds * 1000);
    // never both at once: that is another test
    await Promise.all(servers.map(untilReady));
    const server = servers[nth % servers.length];
    await server?.kill();
    await server?.start();
  }
}

async function untilReady(server: ServerProcess): Promise<void> {
  while (!(await server.ready())) await sleep(100);
}

async function lookUp(
  { pool }: OpenDatabase,
  servers: readonly ServerProcess[],
): Promise<Pick<KillReport, 'stored' | 'rebuild' | 'jobs' | 'flags'>> {
  const { rows } = await pool.query<{ stored: number; flags: number }>(
    'select (select count(*) from case_events) as stored, (select count(*) from flags) as flags',
  );
  const catalogue = (await holdCatalogue(pool, timezone)).current();
  return {
    stored: rows[0]?.stored ?? 0,
    flags: rows[0]?.flags ?? 0,
    rebuild: await rebuild({ pool, catalogue }, { check: true, now: Date.now() }),
    jobs: await jobLedger(
      pool,
      servers.flatMap(({ runs }) => runs),
    ),
  };
}
