import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chinesePublishedDays } from '../server/catalogue/chinesePublishedDays.ts';
import { openCommandParts } from '../server/commandParts.ts';
import { readConfig } from '../server/config.ts';
import { createCaseCache } from '../server/ingest/caseCache.ts';
import type { CaseScript } from '../server/simulation/caseScript.ts';
import { cityDays } from '../server/simulation/cityStream.ts';
import { demoCity } from '../server/simulation/city/demoCity.ts';
import { honestCity } from '../server/simulation/honestCity.ts';
import { judgeCase } from '../server/simulation/judge/judgeCase.ts';
import { createOfficeCalendar } from '../server/simulation/officeCalendar.ts';
import { dayOf, startOf, toLocalDay } from '../server/simulation/time.ts';
import { flagsByDay, flagTable } from './flagsByDay.ts';
import { playCity } from './playCity.ts';

const usage = `npm run evaluate:honest -- [--seed N] [--days N] [--volume N] [--warm-up N] [--as-of INSTANT]`;

/** What an inspector can look into: flags of this many a day above notice, all rules together. */
const mostADay = 20;

/**
 * Plays some weeks of a city in which nobody does wrong, at full volume, through ingest and every job of the rules,
 * and counts what is raised a day. Exit 1 where an average day has 20 flags above notice or more.
 */
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    days: { type: 'string', default: '21' },
    volume: { type: 'string', default: '10000' },
    'warm-up': { type: 'string', default: '7' },
    'as-of': { type: 'string', default: '2026-11-19T24:00:00+08:00' },
    help: { type: 'boolean', default: false },
  },
});

async function playHonestCity(dir: string): Promise<boolean> {
  const to = Date.parse(values['as-of']);
  const days = Number(values.days);
  const from = startOf(dayOf(to - 1) - days + 1);
  const calendar = createOfficeCalendar(chinesePublishedDays().days);
  const world = { seed: Number(values.seed), from, to, calendar };
  const say = (sentence: string) => process.stderr.write(`${sentence}\n`);
  const config = readConfig({ DUBAN_DATA_DIR: dir, DATABASE_URL: process.env['DATABASE_URL'] });
  const opened = await openCommandParts(config, say, 'evaluate');
  const parts = { ...opened, cache: createCaseCache(60_000) };
  try {
    const range = { bornFrom: dayOf(from), bornTo: dayOf(to - 1), after: from - 1, until: to };
    const began = performance.now();
    const known = new Set<string>();
    const onCase = (script: CaseScript) => {
      for (const { rule } of judgeCase(script, world, [])) known.add(`${script.number} ${rule}`);
    };
    await playCity(parts, {
      days: cityDays(honestCity(world, Number(values.volume)), range, onCase),
      news: [{ at: from, document: demoCity() }],
      jobsFrom: from,
      until: to,
      onDay: (ended, events) => {
        const seconds = Math.round((performance.now() - began) / 1000);
        say(`${toLocalDay(dayOf(ended - 1))}: ${String(events)} events, ${String(seconds)} s`);
      },
    });
    const counted = startOf(dayOf(from) + Number(values['warm-up']));
    const workdays = calendar.workdaysBetween(dayOf(counted) - 1, dayOf(to - 1));
    const rows = await flagsByDay(parts.pool, counted);
    const above = rows.filter((row) => row.isAboveNotice).reduce((sum, row) => sum + row.flags, 0);
    say(flagTable(rows, workdays, known));
    const daily = above / workdays;
    say(`${daily.toFixed(1)} flags above notice a working day (fewer than ${String(mostADay)} asked)`);
    return daily < mostADay;
  } finally {
    await parts.close();
  }
}

if (values.help) console.log(usage);
else {
  const dir = await mkdtemp(join(tmpdir(), 'duban-honest-'));
  // as root the database has a user of its own, who must be able to pass
  await chmod(dir, 0o755);
  try {
    process.exitCode = (await playHonestCity(dir)) ? 0 : 1;
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}
