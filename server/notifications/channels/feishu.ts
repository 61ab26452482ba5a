import { createHmac } from 'node:crypto';
import type { Instant } from '#contract/time';
import { composeText } from '../composeText.ts';
import type { ChannelSender } from './channel.ts';
import { postToRobot } from './robot.ts';
import { robotUrl } from './robotUrl.ts';

const second = 1000;

/** A robot of a Feishu group (飞书自定义机器人): 5 messages a second and 100 a minute, 20 KB each. */
export const feishu: ChannelSender = {
  merges: 200,
  limits: [
    { count: 5, windowMs: second },
    { count: 100, windowMs: 60 * second },
  ],
  rings: true,
  send(channel, message, parts) {
    const { body } = composeText(message, channel.language, 15_000);
    const { secret } = channel.secrets;
    const signed = secret === null ? {} : feishuSign(secret, parts.now);
    return postToRobot(
      { url: robotUrl(channel), body: { ...signed, msg_type: 'text', content: { text: body } } },
      parts,
      { codes: [11232], forMs: 60 * second },
    );
  },
};

/** 签名校验: HMAC-SHA256 of nothing, under the seconds, a line feed and the secret. */
function feishuSign(secret: string, now: Instant): { timestamp: string; sign: string } {
  const timestamp = String(Math.floor(now / second));
  return { timestamp, sign: createHmac('sha256', `${timestamp}\n${secret}`).digest('base64') };
}
