import { parseArgs } from 'node:util';
import { Problem } from '#contract/problem';
import type { Instant } from '#contract/time';
import { isLanguage } from '#contract/wording/language';
import { wordsIn } from '#contract/wording/wordsIn';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Queryable } from '../db/queryable.ts';
import { endOfMoment } from '../domain/calendar/localMoment.ts';
import { explainCase } from './explainCase.ts';
import { explanationText } from './explanationText.ts';

export const explainUsage =
  'duban explain CASE [--as-of INSTANT] [--known-at INSTANT] [--lang zh|en] [--format text|json]';

const options = {
  'as-of': { type: 'string' },
  'known-at': { type: 'string' },
  lang: { type: 'string', default: 'zh' },
  format: { type: 'string', default: 'text' },
} as const;

/**
 * `duban explain`: every clock of a case day by day, and every rule with what it found and why, as it was at an instant
 * by what was known at another. Exit code 0 done, 2 wrong usage.
 * @throws Problem not_found
 */
export async function explainCommand(
  args: string[],
  io: { out(line: string): void; err(line: string): void },
  { db, catalogue, now }: { db: Queryable; catalogue: Catalogue; now: Instant },
): Promise<number> {
  let asked: Asked;
  try {
    asked = readArguments(args, catalogue.timezone, now);
  } catch (error) {
    io.err(error instanceof Error ? error.message : String(error));
    io.err(`usage: ${explainUsage}`);
    return 2;
  }
  const why = await explainCase({ db, catalogue: () => catalogue }, asked.caseId, asked);
  if (!why)
    throw new Problem(
      'not_found',
      `There is no case "${asked.caseId}", or nothing was known of it at that time.`,
    );
  const lines =
    asked.format === 'json'
      ? [JSON.stringify(why, null, 2)]
      : explanationText(why, wordsIn(asked.language, catalogue.timezone));
  for (const line of lines) io.out(line);
  return 0;
}

function readArguments(args: string[], timezone: string, now: Instant) {
  const { values, positionals } = parseArgs({ args, options, strict: true, allowPositionals: true });
  const [caseId, more] = positionals;
  if (caseId === undefined || more !== undefined) throw new Problem('usage', 'One case number is expected.');
  const { lang: language, format } = values;
  if (!isLanguage(language))
    throw new Problem('usage', `--lang is "${String(language)}"; expected zh or en.`);
  if (format !== 'text' && format !== 'json')
    throw new Problem('usage', `--format is "${format}"; expected text or json.`);
  const moment = (name: 'as-of' | 'known-at'): Instant => {
    const text = values[name];
    const at = text === undefined ? now : endOfMoment(text, timezone);
    if (!Number.isNaN(at)) return at;
    throw new Problem(
      'usage',
      `--${name} is "${text}"; expected a day, or an instant such as 2026-11-21T09:30:00+08:00.`,
    );
  };
  return { caseId, language, format, asOf: moment('as-of'), knownAt: moment('known-at') };
}
type Asked = ReturnType<typeof readArguments>;
