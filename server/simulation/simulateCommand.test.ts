import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chinesePublishedDays } from '../catalogue/chinesePublishedDays.ts';
import { simulateCommand } from './simulateCommand.ts';
import type { TruthRow } from './truth.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'duban-simulate-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function simulate(...args: string[]): Promise<{ code: number; out: string[]; err: string[] }> {
  const [out, err]: [string[], string[]] = [[], []];
  const io = { out: (line: string) => out.push(line), err: (line: string) => err.push(line) };
  const { days } = chinesePublishedDays();
  const code = await simulateCommand(args, io, {
    days,
    signal: new AbortController().signal,
    now: Date.parse('2026-11-19T09:40:00Z'),
  });
  return { code, out, err };
}

const rowsOf = async (file: string): Promise<Record<string, unknown>[]> =>
  (await readFile(file, 'utf8'))
    .trim()
    .split('\n')
    .map((line): Record<string, unknown> => JSON.parse(line));

describe('duban simulate', () => {
  it('writes a history and its truth, and says how much', async () => {
    const [history, truth] = [join(folder, 'history.ndjson'), join(folder, 'truth.jsonl')];
    const { code, out } = await simulate('--out', history, '--truth', truth, '--volume', '5', '--seed', '9');
    expect(code).toBe(0);
    const summary: { events: number } = JSON.parse(out.at(-1) ?? '');
    const events = await rowsOf(history);
    expect(events).toHaveLength(summary.events);
    expect(events.every((event) => event['specversion'] === '1.0' && 'receivedtime' in event)).toBe(true);
    expect(new Set((await rowsOf(truth)).map((row) => row['kind']))).toEqual(
      new Set(['silence', 'finding', 'near']),
    );
  }, 30_000);

  it('writes one source’s events when asked', async () => {
    const history = join(folder, 'ratings.ndjson');
    expect((await simulate('--out', history, '--volume', '5', '--source', 'ratings')).code).toBe(0);
    expect(new Set((await rowsOf(history)).map((event) => event['source']))).toEqual(
      new Set(['/cq/ratings']),
    );
  }, 30_000);

  it('answers 0 when a scan found the truth and 1 when it missed some', async () => {
    const truth: TruthRow = {
      kind: 'finding',
      caseId: 'a',
      rule: 'STEP-01',
      severity: 'query',
      state: 'concluded',
    };
    const [truthFile, findings] = [join(folder, 't.jsonl'), join(folder, 'f.jsonl')];
    await writeFile(truthFile, JSON.stringify(truth));
    await writeFile(
      findings,
      `${JSON.stringify({ ...truth, kind: undefined })}\n{"asOf":"2026-11-19T09:40:00Z","cases":1}\n`,
    );
    expect((await simulate('--evaluate', findings, '--truth', truthFile)).code).toBe(0);
    await writeFile(findings, '{"cases":1}\n');
    expect((await simulate('--evaluate', findings, '--truth', truthFile)).code).toBe(1);
  });

  it.each([
    [[], 'one of --out, --url and --evaluate'],
    [['--out', 'x', '--seed', 'many'], '--seed is "many"'],
    [['--out', 'x', '--days', '3'], '--days is "3"'],
    [['--out', 'x', '--as-of', 'tomorrow'], '--as-of is "tomorrow"'],
    [['--out', 'x', '--source', 'mars'], '--source is "mars"'],
    [['--url', 'http://localhost:1'], '--url needs the key'],
    [['--evaluate', 'x'], '--evaluate needs the --truth'],
    [['--nonsense'], '--nonsense'],
  ])('refuses %j with a sentence and its usage', async (args, sentence) => {
    const { code, err } = await simulate(...args);
    expect(code).toBe(2);
    expect(err[0]).toContain(sentence);
    expect(err[1]).toContain('usage: duban simulate');
  });
});
