import { parseArgs } from 'node:util';
import type { Instant } from '#contract/time';
import type { Pool } from 'pg';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { postPast } from './postPast.ts';
import { readWish } from './readWish.ts';
import { tellPast } from './tellPast.ts';

export const replayUsage =
  'duban replay --from DAY|MINUTE [--to DAY|MINUTE] [--speed N] [--region CODE] --url URL --source URI --key KEY';

export interface ReplayIo {
  out(line: string): void;
  err(line: string): void;
}

export interface ReplayParts {
  pool: Pool;
  catalogue: Catalogue;
  clock: () => Instant;
  signal: AbortSignal;
}

const options = {
  from: { type: 'string' },
  to: { type: 'string' },
  speed: { type: 'string' },
  region: { type: 'string' },
  url: { type: 'string' },
  source: { type: 'string' },
  key: { type: 'string' },
} as const;

/**
 * `duban replay`: tells a past day of this database to another installation, as the source whose key is given, under
 * case numbers of its own and as if it happened now: a rehearsal, or with `--speed` a load test. Exit code 0 done,
 * 1 failed, 2 wrong usage. The summary is the last line of standard output.
 */
export async function replayCommand(args: string[], io: ReplayIo, parts: ReplayParts): Promise<number> {
  const wrong = (sentence: string): number => {
    io.err(sentence);
    io.err(`usage: ${replayUsage}`);
    return 2;
  };
  const { catalogue, clock } = parts;
  const asked = readArguments(args);
  if (typeof asked === 'string') return wrong(asked);
  const { from = '', to = '', speed = '1', region, url, source, key } = asked;
  if (!url || !source || !key)
    return wrong('--url, --source and --key say who is told, as whom, and by which key.');
  if (region !== undefined && !catalogue.region(region))
    return wrong(`--region is "${region}", which no region is.`);
  const order = readWish({ from, to, speed: Number(speed) }, catalogue.timezone, clock());
  if (typeof order === 'string') return wrong(`--${order}`);
  const codes = catalogue.regions.map(({ code }) => code);
  const regions =
    region === undefined ? null : codes.filter((code) => catalogue.isWithinRegion(code, [region]));
  const teller = { uri: source, prefix: `R${clock().toString(36).toUpperCase()}-` };
  const began = clock();
  try {
    const post = postPast(url, key, parts.signal);
    const told = await tellPast({ ...parts, post }, order, teller, regions);
    const seconds = (clock() - began) / 1000;
    const { fault, ...counts } = told;
    if (fault !== undefined) io.err(`The first that was refused: ${fault}`);
    io.out(JSON.stringify({ ...counts, seconds, cases: `${teller.prefix}…` }));
    return told.accepted === 0 && told.events > 0 ? 1 : 0;
  } catch (error) {
    io.err(error instanceof Error ? error.message : String(error));
    return 1;
  }
}

function readArguments(
  args: string[],
): ReturnType<typeof parseArgs<{ options: typeof options }>>['values'] | string {
  try {
    return parseArgs({ args, options }).values;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
