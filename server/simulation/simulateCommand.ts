import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import { citySources } from './city/citySources.ts';
import { cityCases } from './cityCases.ts';
import { cityDays, cityStream } from './cityStream.ts';
import { evaluate, type FoundRow, isGoodEnough, scoreTable } from './evaluate.ts';
import { liveDepartments } from './liveDepartments.ts';
import { createOfficeCalendar, type SpecialDay } from './officeCalendar.ts';
import { type AskedSimulation, readSimulateArguments, WrongUsage } from './readSimulateArguments.ts';
import { day, dayOf, startOf } from './time.ts';
import { truthOfCase, truthOfSilences, type TruthRow } from './truth.ts';
import type { World } from './world.ts';

export const simulateUsage = `duban simulate --out FILE [--truth FILE] [--days N] [--seed N] [--volume N] [--as-of INSTANT] [--source NAME]
duban simulate --url URL --keys FILE | --key NAME=KEY … [--rate N] [--seed N] [--volume N] [--always-open]
duban simulate --evaluate FINDINGS --truth FILE`;

export interface SimulateIo {
  out(line: string): void;
  err(line: string): void;
}

export interface SimulateParts {
  /** Published holidays and make-up working days. */
  days: readonly SpecialDay[];
  signal: AbortSignal;
  now: number;
}

/**
 * `duban simulate`: writes the demo city's history as NDJSON of CloudEvents, or posts as its departments to a
 * running server until `signal`, or compares a scan's rows with the truth. Exit code 0 done, 1 failed, 2 wrong usage.
 */
export async function simulateCommand(args: string[], io: SimulateIo, parts: SimulateParts): Promise<number> {
  try {
    const asked = readSimulateArguments(args, parts.now);
    if (asked.evaluate !== undefined) return await evaluateFiles(asked.evaluate, asked.truth ?? '', io);
    const from = startOf(dayOf(asked.asOf) - asked.days);
    const world = { seed: asked.seed, from, to: asked.asOf, calendar: createOfficeCalendar(parts.days) };
    return asked.url === undefined
      ? await writeFiles(asked, world, io)
      : await report(asked, world, io, parts);
  } catch (error) {
    if (!(error instanceof WrongUsage)) throw error;
    io.err(error.message);
    io.err(`usage: ${simulateUsage}`);
    return 2;
  }
}

async function writeFiles(asked: AskedSimulation, world: World, io: SimulateIo): Promise<number> {
  const { out = '', truth: truthFile, source, volume, seed } = asked;
  const city = cityCases(world, volume, true);
  const uri = citySources.find(({ name }) => name === source)?.uri;
  const truth: TruthRow[] = truthOfSilences(city.blackouts);
  const stream = createWriteStream(out);
  let [cases, events] = [0, 0];
  const range = {
    bornFrom: dayOf(world.from),
    bornTo: dayOf(world.to),
    after: world.from - 1,
    until: world.to,
  };
  const told = cityStream(city, range, (script) => {
    cases += 1;
    if (truthFile !== undefined) truth.push(...truthOfCase(script, world, city.blackouts));
  });
  for (const event of told) {
    if (uri !== undefined && event.source !== uri) continue;
    events += 1;
    if (!stream.write(`${JSON.stringify(event)}\n`)) await once(stream, 'drain');
  }
  stream.end();
  await finished(stream);
  if (truthFile !== undefined)
    await writeFile(truthFile, truth.map((row) => `${JSON.stringify(row)}\n`).join(''));
  const asOf = new Date(world.to).toISOString();
  io.out(
    JSON.stringify({
      out,
      seed,
      asOf,
      cases,
      events,
      ...(truthFile === undefined ? {} : { truth: truthFile }),
    }),
  );
  return 0;
}

async function report(
  asked: AskedSimulation,
  world: World,
  io: SimulateIo,
  { signal, now }: SimulateParts,
): Promise<number> {
  const { url = '', keys, alwaysOpen, volume, seed } = asked;
  const city = cityCases(world, volume, false);
  const rhythm = { bornFrom: dayOf(now), bornTo: dayOf(now) + 366, after: now, until: now + 366 * day };
  let sent = 0;
  let lastFault = '';
  if (alwaysOpen) io.err('always open: cases begin around the clock, as they do in no real office');
  await liveDepartments({
    url,
    keys,
    seed,
    signal,
    rate: asked.rate ?? (alwaysOpen ? 4 : 0),
    ...(asked.rate === undefined && !alwaysOpen ? { story: cityDays(city, rhythm) } : {}),
    onSent: (events) => (sent += events),
    onFault(sentence) {
      if (sentence !== lastFault) io.err(sentence);
      lastFault = sentence;
    },
  });
  io.out(JSON.stringify({ url, sent }));
  return 0;
}

async function evaluateFiles(findingsFile: string, truthFile: string, io: SimulateIo): Promise<number> {
  const lines = async (file: string): Promise<unknown[]> =>
    (await readFile(file, 'utf8'))
      .split('\n')
      .flatMap((line): unknown[] => (line.trim() === '' ? [] : [JSON.parse(line)]));
  const truth = (await lines(truthFile)).filter(isTruthRow);
  const scores = evaluate(truth, (await lines(findingsFile)).filter(isFoundRow));
  io.err(scoreTable(scores));
  io.out(JSON.stringify(scores));
  return isGoodEnough(scores) ? 0 : 1;
}

const hasText = (row: unknown, field: string): boolean =>
  typeof row === 'object' &&
  row !== null &&
  typeof Object.entries(row).find(([name]) => name === field)?.[1] === 'string';
const isTruthRow = (row: unknown): row is TruthRow => hasText(row, 'kind');
/** The last line of a scan is its summary: it names no case. */
const isFoundRow = (row: unknown): row is FoundRow =>
  ['caseId', 'rule', 'severity'].every((field) => hasText(row, field));
