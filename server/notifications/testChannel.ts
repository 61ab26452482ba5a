import type { ChannelTest } from '#contract/channelSchema';
import { Problem } from '#contract/problem';
import { recordAudit } from '../access/audit.ts';
import { inTransaction } from '../db/transaction.ts';
import type { StoredChannel } from './channelStore.ts';
import type { Message } from './channels/channel.ts';
import { senders } from './channels/senders.ts';
import type { DeliveryRoutesParts } from './deliveryRoutes.ts';
import { recentAttempts, recordAttempt } from './queueStore.ts';
import { waitForRoom } from './rateLimits.ts';
import { settingsOf } from './settingsStore.ts';

const minute = 60_000;

/**
 * Sends one message now, at any hour, and tells what the other side said. It is logged and counts against the limits.
 * @returns the seconds to wait when the limits leave no room
 * @throws Problem `conflict` when mail has nowhere to go
 */
export async function testChannel(
  { db, clock, catalogue, sealer, outbound, deskUrl }: DeliveryRoutesParts,
  channel: StoredChannel,
  by: { id: number; actor: string },
): Promise<ChannelTest | number> {
  const sender = senders[channel.kind];
  const { channelId } = channel;
  const now = clock();
  const wait = waitForRoom(sender.limits, await recentAttempts(db, channelId, now - minute), now);
  if (wait > 0) return Math.ceil(wait / 1000);
  const mine = (await settingsOf(db, by.id)).mailAddress;
  if (channel.mail?.to.length === 0 && mine === null)
    throw new Problem(
      'conflict',
      'The channel has no address of its own; enter yours in your notification settings first.',
    );
  const message: Message = {
    id: `msg_${channelId}_test_${now}`,
    told: [
      { notificationId: 0, at: now, kind: 'test', department: null, flagIds: [], ...testText(channel.name) },
    ],
    address: channel.mail?.to.length === 0 ? mine : null,
    words: { departmentName: (code) => catalogue().department(code)?.name ?? code, deskUrl },
  };
  const opened = { ...channel, secrets: sealer.open(channel.sealed) };
  const sent = await sender.send(opened, message, { outbound, now });
  const tookMs = clock() - now;
  await inTransaction(db, async (tx) => {
    await recordAttempt(tx, { channelId, at: now, tookMs, sent, deliveryIds: [] });
    await recordAudit(tx, {
      at: now,
      actor: by.actor,
      action: 'channel.tested',
      subject: { kind: 'channel', id: String(channelId) },
      detail: { outcome: sent.outcome, status: sent.status },
    });
  });
  const { outcome, status } = sent;
  return { outcome, status, detail: sent.outcome === 'sent' ? null : sent.detail, tookMs };
}

const testText = (name: string): { textZh: string; textEn: string } => ({
  textZh: `这是渠道“${name}”的测试消息。`,
  textEn: `This is a test message of the channel "${name}".`,
});
