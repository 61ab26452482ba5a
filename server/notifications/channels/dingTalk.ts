import { createHmac } from 'node:crypto';
import type { Instant } from '#contract/time';
import { composeText } from '../composeText.ts';
import type { ChannelSender } from './channel.ts';
import { postToRobot } from './robot.ts';
import { robotUrl } from './robotUrl.ts';

const minute = 60_000;

/** A robot of a DingTalk group (钉钉自定义机器人): 20 messages a minute, or it is deaf for ten minutes. */
export const dingTalk: ChannelSender = {
  merges: 200,
  limits: [{ count: 20, windowMs: minute }],
  rings: true,
  send(channel, message, parts) {
    const url = robotUrl(channel);
    const { secret } = channel.secrets;
    if (secret !== null) {
      url.searchParams.set('timestamp', String(parts.now));
      url.searchParams.set('sign', dingTalkSign(secret, parts.now));
    }
    const { body } = composeText(message, channel.language, 15_000);
    return postToRobot({ url, body: { msgtype: 'text', text: { content: body } } }, parts, {
      codes: [130101],
      forMs: 10 * minute,
    });
  },
};

/** 加签: HMAC-SHA256 under the secret over the milliseconds, a line feed and the secret itself. */
const dingTalkSign = (secret: string, now: Instant): string =>
  createHmac('sha256', secret).update(`${now}\n${secret}`).digest('base64');
