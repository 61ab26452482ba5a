import { composeText } from '../composeText.ts';
import type { ChannelSender } from './channel.ts';
import { postToRobot } from './robot.ts';
import { robotUrl } from './robotUrl.ts';

const minute = 60_000;

/** A robot of a WeCom group (企业微信群机器人): 20 messages a minute, 2,048 bytes each; its address is its only key. */
export const weCom: ChannelSender = {
  merges: 200,
  limits: [{ count: 20, windowMs: minute }],
  rings: true,
  send(channel, message, parts) {
    const { body } = composeText(message, channel.language, 2048);
    return postToRobot(
      { url: robotUrl(channel), body: { msgtype: 'text', text: { content: body } } },
      parts,
      { codes: [45009], forMs: minute },
    );
  },
};
