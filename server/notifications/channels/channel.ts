import type { ChannelKind } from '#contract/channelSchema';
import type { Instant } from '#contract/time';
import type { Outbound } from '../outbound/outbound.ts';
import type { RateLimit } from '../rateLimits.ts';
import type { ChannelSecrets } from '../secretSealer.ts';
import type { Language } from '#contract/wording/language';

/** Where a mail channel hands its mail over. */
export interface MailSettings {
  host: string;
  port: number;
  security: 'tls' | 'starttls' | 'none';
  user: string | null;
  from: string;
  /** Told of everything beside the recipients' own addresses, which `toAccounts` turns on. */
  to: string[];
  toAccounts: boolean;
}

export interface Channel {
  channelId: number;
  kind: ChannelKind;
  language: Language;
  /** Null but for mail. */
  mail: MailSettings | null;
  secrets: ChannelSecrets;
}

/** What is told, as it stands in the outbox. */
export interface Told {
  notificationId: number;
  at: Instant;
  kind: string;
  department: string | null;
  flagIds: number[];
  textZh: string;
  textEn: string;
  /** The issued report it tells of. */
  reportId?: number | null;
}

export interface Message {
  /** The same whenever it is sent again: the receiver can tell a repetition. */
  id: string;
  /** One, or several where the channel merges. */
  told: readonly Told[];
  /** The address of the one person it is for; null: the channel's own. */
  address: string | null;
  /** Go along by mail. */
  files?: readonly { name: string; content: Buffer }[];
  /** Names departments, and links to the desk. */
  words: { departmentName(code: string): string; deskUrl: string | null };
}

export type Sent = { status: number | null } & (
  | { outcome: 'sent' }
  /** Sending it again would change nothing. */
  | { outcome: 'refused'; detail: string }
  /** `whole`: the channel itself is at fault or busy, and its other messages wait too. */
  | { outcome: 'retry'; detail: string; afterMs: number | null; whole: boolean }
);

/** One kind of channel. */
export interface ChannelSender {
  /** How many notifications may ride in one message. */
  merges: number;
  limits: readonly RateLimit[];
  /** People hear of it, and are left alone at night. */
  rings: boolean;
  /** Never rejects for what a receiver or a network does. */
  send(channel: Channel, message: Message, parts: { outbound: Outbound; now: Instant }): Promise<Sent>;
}
