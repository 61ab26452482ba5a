import { setTimeout as sleep } from 'node:timers/promises';
import type { CloudEvent } from './cloudEvent.ts';

export interface PostTarget {
  url: string;
  key: string;
  signal: AbortSignal;
}

export interface PostResult {
  accepted: number;
  rejected: number;
  /** What the server found fault with first. */
  fault?: string;
}

const mostTries = 8;

/** Posts a batch of one source's events and keeps trying while the server is busy or away. Throws when it refuses. */
export async function postEvents(
  events: readonly CloudEvent[],
  { url, key, signal }: PostTarget,
): Promise<PostResult> {
  const body = events.map(({ receivedtime: _, ...event }) => JSON.stringify(event)).join('\n');
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/x-ndjson' };
  for (let attempt = 1; ; attempt += 1) {
    const response = await fetch(`${url}/api/v1/events`, { method: 'POST', headers, body, signal }).catch(
      (error: unknown) => {
        if (signal.aborted || attempt === mostTries) throw error;
        return undefined;
      },
    );
    if (response?.ok) return readAnswer(await response.json());
    const isBusy = response === undefined || response.status === 429 || response.status === 503;
    const text = response === undefined ? '' : await response.text();
    if (!isBusy || attempt === mostTries) {
      throw new Error(`${url} answered ${String(response?.status)}: ${text.slice(0, 300)}`);
    }
    const seconds = Number(response?.headers.get('retry-after') ?? attempt);
    await sleep(Math.min(30, Math.max(1, seconds)) * 1000, undefined, { signal });
  }
}

function readAnswer(answer: unknown): PostResult {
  if (typeof answer !== 'object' || answer === null)
    throw new Error('the server answered something that is no summary');
  const count = (name: string): number => {
    const value: unknown = Object.entries(answer).find(([field]) => field === name)?.[1];
    return typeof value === 'number' ? value : 0;
  };
  const errors: unknown = 'errors' in answer ? answer.errors : [];
  const fault: unknown = Array.isArray(errors) ? errors[0] : undefined;
  return {
    accepted: count('accepted'),
    rejected: count('rejected'),
    ...(fault ? { fault: JSON.stringify(fault) } : {}),
  };
}
