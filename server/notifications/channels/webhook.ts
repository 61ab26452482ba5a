import { createHmac } from 'node:crypto';
import type { Instant } from '#contract/time';
import { postGuarded } from '../outbound/postGuarded.ts';
import type { ChannelSender, Message } from './channel.ts';
import { httpOutcome } from './httpOutcome.ts';
import { robotUrl } from './robotUrl.ts';

/**
 * Standard Webhooks: one notification a message, signed; an id stays the same at every attempt and replay, so that
 * the receiver can drop what it has. Machines sleep at no hour.
 */
export const webhook: ChannelSender = {
  merges: 1,
  limits: [],
  rings: false,
  async send(channel, message, { outbound, now }) {
    const body = payloadOf(message);
    const headers = {
      'content-type': 'application/json',
      ...webhookHeaders(channel.secrets.secret ?? '', message.id, now, body),
    };
    return httpOutcome(await postGuarded(outbound, robotUrl(channel), body, headers), now);
  },
};

/** `secret`: `whsec_` and the key as base64. */
export function webhookHeaders(
  secret: string,
  id: string,
  now: Instant,
  body: string,
): Record<'webhook-id' | 'webhook-timestamp' | 'webhook-signature', string> {
  const timestamp = String(Math.floor(now / 1000));
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` };
}

/** The same bytes whenever it is made again. */
function payloadOf({ told }: Message): string {
  const one = told[0];
  return JSON.stringify({
    type: one?.kind ?? 'test',
    timestamp: new Date(one?.at ?? 0).toISOString(),
    data: {
      notificationId: one?.notificationId ?? null,
      department: one?.department ?? null,
      flagIds: one?.flagIds ?? [],
      ...(one?.reportId == null ? {} : { reportId: String(one.reportId) }),
      text: { zh: one?.textZh ?? '', en: one?.textEn ?? '' },
    },
  });
}
