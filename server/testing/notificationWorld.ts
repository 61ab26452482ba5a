import type { Pool } from 'pg';
import type { ChannelInput } from '#contract/channelSchema';
import type { Role } from '#contract/account';
import type { Instant } from '#contract/time';
import { seedCalendar } from '../catalogue/seedCalendar.ts';
import { insertChannel } from '../notifications/channelStore.ts';
import { deliverNotifications, type DeliveryParts } from '../notifications/deliverNotifications.ts';
import { enqueueNotification, type NewNotification } from '../notifications/enqueue.ts';
import { addressGuard } from '../notifications/outbound/addressGuard.ts';
import { outboundTo } from '../notifications/outbound/outbound.ts';
import { readChannel } from '../notifications/readChannel.ts';
import { createSecretSealer } from '../notifications/secretSealer.ts';
import { accountWithToken } from './readApp.ts';
import { readingCity } from './readingCity.ts';

/** What every kind of channel may have, left out of most tests. */
type Given = { kind: ChannelInput['kind']; name: string } & Record<string, unknown>;
const asEver = { department: null, kinds: [], language: 'zh', rhythm: 'at_once', hours: null, enabled: true };

/** The city of `readingCity` with its officers, whose notifications go to servers on this machine, on a clock to be set. */
export async function notificationWorld(pool: Pool, now: Instant) {
  await seedCalendar(pool, now);
  const catalogue = await readingCity(pool, now);
  const time = { now };
  const sealer = createSecretSealer('the key of a test');
  const outbound = outboundTo(addressGuard(['127.0.0.0/8']));
  const parts: DeliveryParts = {
    pool,
    catalogue: () => catalogue,
    clock: () => time.now,
    sealer,
    outbound,
    deskUrl: null,
    shouldStop: () => false,
  };
  return {
    pool,
    catalogue,
    time,
    sealer,
    outbound,
    parts,
    /** As at the beginning. */
    async clear(): Promise<void> {
      time.now = now;
      await pool.query('truncate accounts, notifications, channels, changes restart identity cascade');
    },
    deliver: () => deliverNotifications(parts),
    account: (name: string, role: Role, place: { region?: string; department?: string } = {}) =>
      accountWithToken(pool, { name, role, ...place }, now),
    async channel(given: Given): Promise<number> {
      const input = { ...asEver, ...given } as ChannelInput;
      const record = readChannel(input, null, { catalogue, scope: null, sealer });
      return (await insertChannel(pool, record, time.now)) ?? 0;
    },
    enqueue: (given: Partial<NewNotification> = {}) =>
      enqueueNotification(pool, {
        at: time.now,
        kind: 'flag.sent',
        department: 'A-H',
        accounts: [],
        flagIds: [7],
        text: { zh: '一件红牌待核实', en: 'A red flag to verify' },
        ...given,
      }),
  };
}
export type NotificationWorld = Awaited<ReturnType<typeof notificationWorld>>;
