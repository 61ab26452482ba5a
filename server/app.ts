import { createServer } from 'node:http';
import express from 'express';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import { accessRoutes } from './access/accessRoutes.ts';
import { authenticate } from './access/authenticate.ts';
import { authenticateSocket, cutEnded, watchCredential } from './access/authenticateSocket.ts';
import { headFileIn } from './access/chain/notedHead.ts';
import { createSign } from './access/chain/seal.ts';
import { oidcRoutes } from './access/oidc/oidcRoutes.ts';
import { allScreenRoutes } from './access/screens/allScreenRoutes.ts';
import { hearScreen } from './access/screens/hearScreen.ts';
import { screenMetrics } from './access/screens/screenMetrics.ts';
import { openSetup } from './access/setupCode.ts';
import { createSignInLimits } from './access/signInLimits.ts';
import { tokenOrLoopback } from './access/tokenOrLoopback.ts';
import { holdCatalogue, type CatalogueHolder } from './catalogue/catalogueHolder.ts';
import { seedCalendar } from './catalogue/seedCalendar.ts';
import { revealRoutes } from './cases/revealRoutes.ts';
import { cataloguingRoutes } from './cataloguing/cataloguingRoutes.ts';
import type { Config } from './config.ts';
import { openDatabase } from './db/openDatabase.ts';
import { createPool } from './db/pool.ts';
import { watchedSchema } from './db/watchedSchema.ts';
import { dataRoutes } from './dataRoutes.ts';
import { deskRoutes } from './deskRoutes.ts';
import { feedRoutes } from './feedRoutes.ts';
import { figureRoutes } from './figureRoutes.ts';
import { firstRunRoutes } from './firstRun/firstRunRoutes.ts';
import { countRefusals } from './http/countRefusals.ts';
import { docsRoutes } from './http/docsRoutes.ts';
import { createMetrics, healthRoutes, requestMetrics } from './http/health.ts';
import { listen } from './http/httpServer.ts';
import { originCheck } from './http/originCheck.ts';
import { notFoundHandler, problemHandler } from './http/problemHandler.ts';
import { requestLog } from './http/requestLog.ts';
import { securityHeaders } from './http/securityHeaders.ts';
import { staticWeb } from './http/staticWeb.ts';
import { webDirectory } from './http/webBuild.ts';
import { createAdmission } from './ingest/admission.ts';
import { createAppendLanes, type AppendLanes } from './ingest/appendLanes.ts';
import { createCaseCache, type CaseCache } from './ingest/caseCache.ts';
import { ingestRoutes } from './ingest/ingestRoutes.ts';
import { createSealer, type Sealer } from './ingest/sealer.ts';
import { mapRoutes } from './maps/mapRoutes.ts';
import { noticeRoutes } from './noticeRoutes.ts';
import { addressGuard } from './notifications/outbound/addressGuard.ts';
import { outboundTo } from './notifications/outbound/outbound.ts';
import { createSecretSealer } from './notifications/secretSealer.ts';
import { startLiveServer } from './push/liveServer.ts';
import { openLaw } from './openLaw.ts';
import { openReports } from './openReports.ts';
import { openReplays } from './replay/openReplays.ts';
import { secretKey } from './secretKey.ts';
import { openSelfWatch } from './selfWatch.ts';
import { version } from './db/version.ts';
import { startWork } from './work.ts';

export interface AppOptions {
  config: Config;
  log: Logger;
  /** Epoch ms; the one place a clock comes from. */
  clock?: () => number;
  /** False leaves cron to another process. */
  jobs?: boolean;
  onNotice?: (sentence: string) => void;
}

export interface App {
  url: string;
  port: number;
  pool: Pool;
  catalogue: CatalogueHolder;
  lanes: AppendLanes;
  cache: CaseCache;
  sealer: Sealer;
  /** The one-time code of the first-run page; null once an account exists. */
  setupCode: string | null;
  /** Says so to screens, finishes what was acknowledged, lets go of the database. Safe to call twice. */
  close(): Promise<void>;
}

/** Cases kept in memory between their events. */
const cachedCases = 50_000;
const graceMs = 5_000;

/** Puts every part together and listens: the only place that knows them all. */
export async function createApp({
  config,
  log,
  clock = Date.now,
  jobs = true,
  onNotice,
}: AppOptions): Promise<App> {
  const key = await secretKey(config);
  const onIdleError = (error: Error) => log.warn({ reason: error.message }, 'a database connection broke');
  const database = await openDatabase({
    databaseUrl: config.databaseUrl,
    dataDir: config.dataDir,
    applicationName: 'duban',
    max: 12,
    mayMigrate: config.mayMigrate,
    onIdleError,
    ...(onNotice ? { onNotice } : {}),
  });
  const { pool } = database;
  // walls never wait behind an ingest that uses up its connections
  const livePool = createPool({ url: database.url, applicationName: 'duban live', max: 3, onIdleError });
  await seedCalendar(pool, clock());
  const catalogue = await holdCatalogue(pool, config.timezone);
  const sealer = createSealer(key);
  const cache = createCaseCache(cachedCases);
  const onFault = (error: unknown) => log.error({ error }, 'an event failed for a reason nobody foresaw');
  const registry = createMetrics();
  const watch = openSelfWatch({ url: database.url, config, clock, registry, onIdleError });
  const { instruments } = watch;
  const { unreachable: onUnreachable, committed: onCommitted } = instruments;
  const lanes = createAppendLanes(
    { pool, catalogue, cache, onFault, onUnreachable },
    { now: clock, onCommitted },
  );
  const publicUrl = config.publicUrl === undefined ? undefined : new URL(config.publicUrl);
  const access = { db: pool, clock, publicUrl };
  const current = () => catalogue.current();
  screenMetrics(registry, { db: pool, clock });
  const audit = { pool, sign: createSign(key), headFile: headFileIn(config.dataDir) };
  const telling = {
    sealer: createSecretSealer(key),
    outbound: outboundTo(addressGuard(config.ownNetworks)),
    deskUrl: config.publicUrl ?? null,
  };
  const kept = { pool, catalogue, lanes, cache, sealer };
  const reports = openReports({
    pool,
    clock,
    catalogue,
    office: config.office,
    fontsDir: config.fontsDir,
    deskUrl: telling.deskUrl,
  });
  const law = openLaw({ access, catalogue, cache });
  const work = startWork({
    ...kept,
    telling,
    audit,
    archive: config.archive,
    reports,
    clock,
    log,
    jobs,
    registry,
    onJudged: instruments.judged,
  });

  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', ['loopback', ...config.trustedProxies]);
  app.use(requestLog(log), requestMetrics(registry), securityHeaders(publicUrl));
  app.use(countRefusals(instruments.refused));
  const onNowKnown = () => work.replayDeadLetters();
  const ingest = { pool, catalogue, sealer, lanes, cache, onNowKnown };
  const admission = createAdmission(() => lanes.pending());
  app.use(ingestRoutes({ ...ingest, now: clock, admission, onAnswered: instruments.received }));
  const feed = feedRoutes({ pool, clock, catalogue, sealer, cache });
  app.use(feed.ofKey, originCheck(publicUrl));
  // pages and /healthz are answered without the database
  app.use(['/api', '/metrics', '/docs'], authenticate(access));
  const limits = createSignInLimits();
  app.use(...accessRoutes({ ...access, limits, vault: sealer, catalogue: current, chain: audit }));
  app.use(...allScreenRoutes({ ...access, catalogue: current }));
  app.use(...oidcRoutes({ ...access, vault: sealer, catalogue: current, settings: config.oidc, log }));
  app.use(...law.routes);
  app.use(
    revealRoutes({ ...access, catalogue: current, open: (sealed) => sealer.open(sealed) }),
    ...deskRoutes({ pool, clock, catalogue: current, sealer }),
    ...dataRoutes({ pool, clock, sealer, zone: config.timezone, archive: config.archive }),
    firstRunRoutes({ pool, clock, catalogue: current, ingest }),
    ...noticeRoutes({ ...access, ...telling, catalogue: current }),
    mapRoutes({ ...access, catalogue: current }),
    cataloguingRoutes({ ...access, holder: catalogue, onNowKnown: () => work.replayDeadLetters() }),
    ...figureRoutes({ ...access, catalogue: current, zone: config.timezone }),
    ...feed.ofAccount,
    ...reports.routes,
    docsRoutes({ version, guard: tokenOrLoopback }),
    healthRoutes({
      ping: () => pool.query('select 1'),
      pendingMigrations: watchedSchema(pool, (sentence) => log.warn(sentence)),
      registry,
      standing: watch.standing,
      guard: tokenOrLoopback,
    }),
    watch.routes(pool, work),
    staticWeb(webDirectory),
    notFoundHandler,
    problemHandler(log),
  );
  const http = createServer(app);
  const hear = hearScreen({
    db: livePool,
    clock,
    onError: (error) => log.warn({ error }, 'what a screen says of itself could not be kept'),
  });
  const live = await startLiveServer({
    http,
    pool: livePool,
    catalogue,
    clock,
    authenticate: authenticateSocket(access),
    watch(socket) {
      watchCredential(socket, access);
      hear(socket);
    },
    cutEnded: (sockets) => cutEnded(sockets, { db: livePool, clock }),
    onPushed: instruments.pushed,
    replays: openReplays({ databaseUrl: database.url, catalogue, clock, log }),
    log,
  });
  const running = await listen(http, config);
  const pools = { main: pool, live: livePool };
  watch.begin({ port: running.port, live, pools, catalogue, lanes, runsJobs: jobs });
  const host = config.host.includes(':') ? `[${config.host}]` : config.host;
  let closing: Promise<void> | undefined;
  const close = async () => {
    watch.stopping();
    await work.stop();
    await reports.close();
    await live.close();
    await running.close(graceMs);
    await law.close();
    await lanes.close();
    await watch.close();
    await livePool.end();
    await database.close();
  };
  return {
    url: config.publicUrl ?? `http://${host === '127.0.0.1' ? 'localhost' : host}:${running.port}`,
    port: running.port,
    pool,
    catalogue,
    lanes,
    cache,
    sealer,
    setupCode: await openSetup(pool, clock()),
    close: () => (closing ??= close()),
  };
}
