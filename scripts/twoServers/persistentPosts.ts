import { setTimeout as sleep } from 'node:timers/promises';
import type { BenchSource } from '../bench/benchSources.ts';
import { eventStream } from '../bench/eventStream.ts';

const batch = 5;
const dayMs = 86_400_000;
const retryMs = 100;
const patienceMs = 20_000;
/** Posts under way: a machine too busy to answer would otherwise be asked for ever more. */
const mostUnderWay = 40;

export interface PostsReport {
  events: number;
  posts: number;
  /** Times a post was sent again: no answer, or 503. */
  again: number;
  /** Events that were on disk already when they were sent again: only the answer had been lost. */
  answeredTwice: number;
  longestMs: number;
  /** Answers that no department may get. */
  faults: string[];
}

export interface PersistentPosts {
  /** Stops when all that was begun is acknowledged. */
  stop(): Promise<PostsReport>;
}

/**
 * Departments as they should be: so many events a second, to the servers in turn, and whatever is not answered is sent
 * again, with the same ids, to the other. Half of the cases are of today, half of a month ago and so overdue.
 */
export function startPosts(
  urls: readonly string[],
  sources: readonly BenchSource[],
  rate: number,
): PersistentPosts {
  const report: PostsReport = { events: 0, posts: 0, again: 0, answeredTwice: 0, longestMs: 0, faults: [] };
  const began = Date.now();
  const streams = sources.map(({ uri }, i) =>
    eventStream({
      source: uri,
      prefix: `T-${i}`,
      seed: i,
      from: began - (i % 2 === 0 ? 600_000 : 30 * dayMs),
      stepMs: 20,
    }),
  );
  const under = new Set<Promise<void>>();
  const post = async (nth: number): Promise<void> => {
    const at = nth % sources.length;
    const body = `[${Array.from({ length: batch }, () => streams[at]?.() ?? '').join(',')}]`;
    const begun = performance.now();
    for (let attempt = 0; ; attempt += 1) {
      const url = urls[(nth + attempt) % urls.length] ?? '';
      const answer = await send(url, sources[at]?.key ?? '', body);
      if (answer !== undefined) {
        note(report, answer);
        break;
      }
      report.again += 1;
      await sleep(retryMs);
    }
    report.events += batch;
    report.longestMs = Math.max(report.longestMs, Math.round(performance.now() - begun));
  };
  const begin = (): void => {
    const posting = post(report.posts).then(() => void under.delete(posting));
    report.posts += 1;
    under.add(posting);
  };
  const timer = setInterval(() => {
    const owed = Math.floor(((Date.now() - began) * rate) / 1000 / batch);
    while (report.posts < owed && under.size < mostUnderWay) begin();
  }, 1000 / rate);
  return {
    async stop() {
      clearInterval(timer);
      await Promise.all(under);
      return report;
    },
  };
}

/** Undefined: nobody answered, or not now. */
async function send(
  url: string,
  key: string,
  body: string,
): Promise<{ status: number; text: string } | undefined> {
  try {
    const response = await fetch(`${url}/api/v1/events`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body,
      signal: AbortSignal.timeout(patienceMs),
    });
    const text = await response.text();
    return response.status === 503 ? undefined : { status: response.status, text };
  } catch {
    return undefined;
  }
}

function note(report: PostsReport, { status, text }: { status: number; text: string }): void {
  const [accepted, duplicates] = ['accepted', 'duplicates'].map((name) =>
    Number(new RegExp(`"${name}":(\\d+)`).exec(text)?.[1] ?? 0),
  );
  report.answeredTwice += duplicates ?? 0;
  if (status !== 200 || (accepted ?? 0) + (duplicates ?? 0) !== batch)
    report.faults.push(`${status} ${text.slice(0, 300)}`);
}
