import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Instant } from '#contract/time';
import { citySources } from './city/citySources.ts';

/** What was asked for cannot be: one sentence. */
export class WrongUsage extends Error {}

export interface AskedSimulation {
  seed: number;
  days: number;
  /** Cases of an ordinary working day. */
  volume: number;
  asOf: Instant;
  out: string | undefined;
  truth: string | undefined;
  source: string | undefined;
  url: string | undefined;
  /** By the URI of their source. */
  keys: ReadonlyMap<string, string>;
  rate: number | undefined;
  alwaysOpen: boolean;
  evaluate: string | undefined;
}

const options = {
  seed: { type: 'string', default: '1' },
  days: { type: 'string', default: '60' },
  volume: { type: 'string', default: '1000' },
  'as-of': { type: 'string' },
  out: { type: 'string' },
  truth: { type: 'string' },
  source: { type: 'string' },
  url: { type: 'string' },
  key: { type: 'string', multiple: true, default: [] as string[] },
  keys: { type: 'string' },
  rate: { type: 'string' },
  'always-open': { type: 'boolean', default: false },
  evaluate: { type: 'string' },
} as const;

/** @throws WrongUsage */
export function readSimulateArguments(args: string[], now: Instant): AskedSimulation {
  const values = parse(args);
  const asOf = values['as-of'] === undefined ? now : Date.parse(values['as-of']);
  if (Number.isNaN(asOf))
    throw new WrongUsage(
      `--as-of is "${values['as-of'] ?? ''}"; an instant as 2026-11-19T17:40:00+08:00 is expected.`,
    );
  const { out, url, truth, source, evaluate } = values;
  if ([out, url, evaluate].filter((it) => it !== undefined).length !== 1) {
    throw new WrongUsage('one of --out, --url and --evaluate says what to do.');
  }
  if (evaluate !== undefined && truth === undefined)
    throw new WrongUsage('--evaluate needs the --truth that was written with the history.');
  if (source !== undefined && !citySources.some(({ name }) => name === source)) {
    throw new WrongUsage(
      `--source is "${source}"; one of ${citySources.map(({ name }) => name).join(', ')} is expected.`,
    );
  }
  const keys = new Map([
    ...values.key.map(namedKey),
    ...(values.keys === undefined ? [] : keysIn(values.keys)),
  ]);
  if (url !== undefined && keys.size === 0)
    throw new WrongUsage('--url needs the key of a source: --key NAME=KEY, or --keys FILE.');
  return {
    seed: whole('--seed', values.seed, 0, 2 ** 31),
    days: whole('--days', values.days, 45, 400),
    volume: whole('--volume', values.volume, 1, 100_000),
    asOf: Math.floor(asOf / 1000) * 1000,
    out,
    truth,
    source,
    url: url?.replace(/\/+$/, ''),
    keys,
    rate: values.rate === undefined ? undefined : whole('--rate', values.rate, 1, 2000),
    alwaysOpen: values['always-open'],
    evaluate,
  };
}

function parse(args: string[]) {
  try {
    return parseArgs({ args, options, strict: true }).values;
  } catch (error) {
    throw new WrongUsage(error instanceof Error ? error.message : String(error));
  }
}

function whole(name: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < least || value > most) {
    throw new WrongUsage(
      `${name} is "${text}"; a whole number from ${String(least)} to ${String(most)} is expected.`,
    );
  }
  return value;
}

function uriOf(name: string): string {
  const source = citySources.find((it) => it.name === name || it.uri === name);
  if (!source) throw new WrongUsage(`"${name}" is no source of the demo city.`);
  return source.uri;
}

function namedKey(text: string): [uri: string, key: string] {
  const at = text.indexOf('=');
  if (at < 1) throw new WrongUsage('--key is written NAME=KEY.');
  return [uriOf(text.slice(0, at)), text.slice(at + 1)];
}

/** A JSON object of keys by name of source. */
function keysIn(file: string): [uri: string, key: string][] {
  const content: unknown = JSON.parse(readFileSync(file, 'utf8'));
  if (typeof content !== 'object' || content === null)
    throw new WrongUsage(`${file} is no JSON object of keys by name of source.`);
  return Object.entries(content).map(([name, key]) => [uriOf(name), String(key)]);
}
