import { parseArgs } from 'node:util';
import { createApp } from '../server/app.ts';
import { chinesePublishedDays } from '../server/catalogue/chinesePublishedDays.ts';
import { readConfig } from '../server/config.ts';
import { createLog } from '../server/http/requestLog.ts';
import { cityCases } from '../server/simulation/cityCases.ts';
import { casesOf, cityDays, outagesUntil } from '../server/simulation/cityStream.ts';
import { liveDepartments } from '../server/simulation/liveDepartments.ts';
import { createOfficeCalendar } from '../server/simulation/officeCalendar.ts';
import { dayOf, day, startOf } from '../server/simulation/time.ts';
import { followHistory } from './demoFollowup/followHistory.ts';
import { addLogins, emptyDemoDatabase, setUpCity } from './demoSetUp.ts';
import { greeting } from './greeting.ts';
import { loadHistory } from './loadHistory.ts';

const usage = `npm run demo -- [--keep] [--public] [--rate N] [--volume N] [--days N] [--seed N]

  --keep      keeps the data of the last demo and only lets the departments go on reporting
  --public    allows a HOST that others can reach: the demo has no secrets, but it has logins
  --rate N    events a second that begin now, around the clock (4)
  --volume N  cases of a working day of the history (900); --days N: its length (60); --seed N: which history (1)`;

const { values } = parseArgs({
  options: {
    keep: { type: 'boolean', default: false },
    public: { type: 'boolean', default: false },
    rate: { type: 'string', default: '4' },
    volume: { type: 'string', default: '900' },
    days: { type: 'string', default: '60' },
    seed: { type: 'string', default: '1' },
    help: { type: 'boolean', default: false },
  },
});

/** Cases born on these last days are loaded before the first picture. */
const firstDays = 2;

async function demo(): Promise<void> {
  const config = readConfig({
    ...process.env,
    DUBAN_DATA_DIR: process.env['DUBAN_DATA_DIR'] ?? './data/demo',
  });
  const isLoopback = ['127.0.0.1', '::1', 'localhost'].includes(config.host);
  if (!isLoopback && !values.public) {
    throw new Error(`HOST is ${config.host}, which others can reach; add --public if that is meant.`);
  }
  const stop = new AbortController();
  const stopped = new Promise<void>((resolve) =>
    stop.signal.addEventListener('abort', () => resolve(), { once: true }),
  );
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop.abort());
  // npm that is ended by another program takes the shell between along, but not what the shell has started
  const parent = process.ppid;
  setInterval(() => process.ppid === parent || stop.abort(), 1000).unref();
  const say = (sentence: string) => process.stderr.write(`${sentence}\n`);

  const letGo = values.keep ? undefined : await emptyDemoDatabase(config, say);
  const app = await createApp({
    config,
    log: createLog({ level: config.logLevel ?? 'error' }),
    onNotice: say,
  });
  await letGo?.();
  let background = Promise.resolve();
  try {
    const now = Math.floor(Date.now() / 1000) * 1000;
    const keys = await setUpCity(app.pool, now);
    await app.catalogue.refresh(app.pool);
    const logins = await addLogins(app.pool, now);

    const from = startOf(dayOf(now) - Number(values.days));
    const calendar = createOfficeCalendar(chinesePublishedDays().days);
    const city = cityCases(
      { seed: Number(values.seed), from, to: now, calendar },
      Number(values.volume),
      true,
    );
    const today = dayOf(now);
    // the latest days first: their figures are what a wall shows
    function* days(latest: number, earliest: number) {
      for (let on = latest; on >= earliest; on -= 1) yield* casesOf(city, on, now);
    }
    const load = { signal: stop.signal };
    if (!values.keep) {
      await loadHistory(app, [outagesUntil(city, now)], load);
      await loadHistory(app, days(today, today - firstDays), load);
    }
    say(greeting(app.url, logins, values.keep));

    const live = (rate: number, story?: ReturnType<typeof cityDays>) =>
      liveDepartments({
        url: `http://${isLoopback ? 'localhost' : config.host}:${String(app.port)}`,
        keys,
        rate,
        seed: Number(values.seed),
        signal: stop.signal,
        ...(story ? { story } : {}),
        onFault: (sentence) => say(`模拟部门 / simulated department: ${sentence}`),
      });
    const follow = async (): Promise<void> => {
      const followed = await followHistory({
        pool: app.pool,
        catalogue: () => app.catalogue.current(),
        seed: Number(values.seed),
        calendar,
        now,
        signal: stop.signal,
      });
      if (followed)
        say('预警已有几周的跟进记录。 / The flags have their follow-up of the past weeks: all is there.');
    };
    const loadRest = async (): Promise<void> => {
      const onProgress = (events: number) => {
        if (process.stderr.isTTY)
          process.stderr.write(`\r历史数据载入中 / loading the rest of the history: ${String(events)} 条 `);
      };
      if (values.keep) return;
      await loadHistory(app, days(today - firstDays - 1, dayOf(from)), { ...load, onProgress });
      if (stop.signal.aborted) return;
      say(
        `\r历史数据已全部载入，部门继续报送。 / The whole history is loaded; the departments go on reporting.`,
      );
      const until = now + 30 * day;
      await Promise.all([
        live(0, cityDays(city, { bornFrom: dayOf(from), bornTo: dayOf(until), after: now, until })),
        follow(),
      ]);
    };
    background = Promise.all([live(Number(values.rate)), loadRest()]).then(() => undefined);
    background.catch((error: unknown) => {
      say(error instanceof Error ? (error.stack ?? error.message) : String(error));
      process.exitCode = 1;
      stop.abort();
    });
    await stopped;
    say('正在停止 / stopping');
  } finally {
    stop.abort();
    await background.catch(() => undefined);
    await app.close();
  }
}

if (values.help) console.log(usage);
else {
  await demo().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
  process.exit();
}
