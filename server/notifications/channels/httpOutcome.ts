import type { Instant } from '#contract/time';
import { retryAfterMs } from '../backOff.ts';
import type { PostAnswer } from '../outbound/postGuarded.ts';
import type { Sent } from './channel.ts';

/** What an answer means for the message, before anybody has read its body. */
export function httpOutcome(answer: PostAnswer, now: Instant): Sent {
  if (!answer.ok)
    return { outcome: 'retry', status: null, detail: answer.reason, afterMs: null, whole: true };
  const { status } = answer;
  if (status >= 200 && status < 300) return { outcome: 'sent', status };
  if (status === 410) return { outcome: 'refused', status, detail: 'The receiver is gone for good (410).' };
  const redirect = status >= 300 && status < 400;
  return {
    outcome: 'retry',
    status,
    detail: redirect
      ? `The receiver answered ${status}; redirects are not followed, enter the new address.`
      : `The receiver answered ${status}.`,
    afterMs: retryAfterMs(answer.retryAfter, now) ?? null,
    whole: status === 429 || status >= 500,
  };
}
