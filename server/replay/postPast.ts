import { setTimeout as sleep } from 'node:timers/promises';
import { ingestAnswerSchema } from '#contract/ingestSchema';

const mostTries = 10;

/**
 * Posts events to another installation, and waits while it is busy or away. @throws when it refuses them all
 */
export function postPast(
  url: string,
  key: string,
  signal: AbortSignal,
): (events: readonly object[]) => Promise<{ accepted: number; fault?: string }> {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/x-ndjson' };
  return async (events) => {
    const body = events.map((event) => JSON.stringify(event)).join('\n');
    for (let attempt = 1; ; attempt += 1) {
      const answer = await fetch(`${url}/api/v1/events`, { method: 'POST', headers, body, signal }).catch(
        (error: unknown) => {
          if (signal.aborted || attempt === mostTries) throw error;
          return undefined;
        },
      );
      if (answer?.ok) {
        const { accepted, errors } = ingestAnswerSchema.parse(await answer.json());
        return errors.length === 0 ? { accepted } : { accepted, fault: JSON.stringify(errors[0]) };
      }
      const isBusy = answer === undefined || answer.status === 429 || answer.status === 503;
      const text = (await answer?.text()) ?? '';
      if (!isBusy || attempt === mostTries)
        throw new Error(`${url} answered ${answer?.status}: ${text.slice(0, 300)}`);
      const seconds = Number(answer?.headers.get('retry-after') ?? attempt);
      await sleep(Math.min(10, Math.max(1, seconds)) * 1000, undefined, { signal });
    }
  };
}
