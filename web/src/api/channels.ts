import type { ChannelAnswer, ChannelTest, DeliveryAnswer } from '#contract/channelSchema';
import { request } from './request.ts';

export type { ChannelAnswer, ChannelTest, DeliveryAnswer };

export const listChannels = async (): Promise<ChannelAnswer[]> =>
  (await request<{ items: ChannelAnswer[] }>('GET', '/channels')).items;

export const getChannel = (channelId: number): Promise<ChannelAnswer> =>
  request('GET', `/channels/${channelId}`);

export const addChannel = (channel: unknown): Promise<ChannelAnswer> => request('POST', '/channels', channel);

/** What is secret may be left out: it stays. */
export const changeChannel = (channelId: number, channel: unknown): Promise<ChannelAnswer> =>
  request('PUT', `/channels/${channelId}`, channel);

export const removeChannel = (channelId: number): Promise<void> =>
  request('DELETE', `/channels/${channelId}`);

/** Sends one message now. */
export const testChannel = (channelId: number): Promise<ChannelTest> =>
  request('POST', `/channels/${channelId}:test`);

/** Newest first. */
export const listDeliveries = (
  channelId: number,
  cursor: string | null,
): Promise<{ items: DeliveryAnswer[]; nextCursor: string | null }> =>
  request('GET', `/channels/${channelId}/deliveries?limit=50${cursor ? `&cursor=${cursor}` : ''}`);

export const replayDelivery = (deliveryId: number): Promise<void> =>
  request('POST', `/deliveries/${deliveryId}:replay`);
