import type { ChannelKind } from '#contract/channelSchema';
import type { ChannelSender } from './channel.ts';
import { dingTalk } from './dingTalk.ts';
import { feishu } from './feishu.ts';
import { mail } from './mail.ts';
import { weCom } from './weCom.ts';
import { webhook } from './webhook.ts';

export const senders: Record<ChannelKind, ChannelSender> = {
  mail,
  webhook,
  dingtalk: dingTalk,
  wecom: weCom,
  feishu,
};
