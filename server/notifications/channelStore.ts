import type { ChannelKind } from '#contract/channelSchema';
import type { Instant } from '#contract/time';
import type { Language } from '#contract/wording/language';
import type { Queryable } from '../db/queryable.ts';
import type { MailSettings } from './channels/channel.ts';

/** What an administrator sets. */
export interface ChannelRecord {
  name: string;
  kind: ChannelKind;
  department: string | null;
  kinds: string[];
  language: Language;
  rhythm: 'at_once' | 'morning';
  hoursFrom: string | null;
  hoursTo: string | null;
  address: string;
  mail: MailSettings | null;
  sealed: Buffer;
  signed: boolean;
  enabled: boolean;
}

export interface StoredChannel extends ChannelRecord {
  channelId: number;
  createdAt: Instant;
  updatedAt: Instant;
  pausedUntil: Instant | null;
  failures: number;
  waiting: number;
}

/** Departments whose channels a caller may administer; null: all, and those of the whole office. */
export type ChannelScope = string[] | null;

/** Channels by name, or the one of that id; those of departments outside the scope are not there. */
export async function listChannels(
  db: Queryable,
  scope: ChannelScope,
  channelId: number | null = null,
): Promise<StoredChannel[]> {
  const { rows } = await db.query<StoredChannel>(
    `select c.channel_id as "channelId", c.name, c.kind, c.department, c.kinds, c.language, c.rhythm,
            c.hours_from as "hoursFrom", c.hours_to as "hoursTo", c.address, c.mail, c.sealed, c.signed, c.enabled,
            c.created_at as "createdAt", c.updated_at as "updatedAt", c.paused_until as "pausedUntil", c.failures,
            (select count(*) from deliveries d where d.channel_id = c.channel_id and d.state = 'waiting') as waiting
       from channels c
      where c.deleted_at is null and ($1::text[] is null or c.department = any($1))
        and ($2::integer is null or c.channel_id = $2)
      order by c.name`,
    [scope, channelId],
  );
  return rows;
}

/** Answers the new id; undefined when the name is taken. */
export async function insertChannel(
  db: Queryable,
  channel: ChannelRecord,
  now: Instant,
): Promise<number | undefined> {
  const { rows } = await db.query<{ channelId: number }>(
    `insert into channels (name, kind, department, kinds, language, rhythm, hours_from, hours_to, address, mail, sealed,
                           signed, enabled, created_at, updated_at)
     values ($1, $2, $3, $4::text[], $5, $6, $7, $8, $9, $10::jsonb, $11, $12, $13, $14, $14)
     on conflict (name) where deleted_at is null do nothing
     returning channel_id as "channelId"`,
    [...valuesOf(channel), new Date(now)],
  );
  return rows[0]?.channelId;
}

/** Replaces what is set and forgets failures: a mended channel tries again at once. False when the name is taken. */
export async function updateChannel(
  db: Queryable,
  channelId: number,
  channel: ChannelRecord,
  now: Instant,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `update channels
        set name = $1, kind = $2, department = $3, kinds = $4::text[], language = $5, rhythm = $6, hours_from = $7,
            hours_to = $8, address = $9, mail = $10::jsonb, sealed = $11, signed = $12, enabled = $13, updated_at = $14,
            failures = 0, paused_until = null
      where channel_id = $15
        and not exists (select from channels where name = $1 and deleted_at is null and channel_id <> $15)`,
    [...valuesOf(channel), new Date(now), channelId],
  );
  return rowCount === 1;
}

/** The row stays for the log; what was secret goes, and what still waits fails. */
export async function deleteChannel(db: Queryable, channelId: number, now: Instant): Promise<void> {
  await db.query(
    `with gone as (
       update deliveries set state = 'failed', last_error = 'The channel was deleted.'
        where channel_id = $1 and state = 'waiting')
     update channels set deleted_at = $2, updated_at = $2, enabled = false, sealed = '', signed = false
      where channel_id = $1`,
    [channelId, new Date(now)],
  );
}

function valuesOf(channel: ChannelRecord): unknown[] {
  return [
    channel.name,
    channel.kind,
    channel.department,
    channel.kinds,
    channel.language,
    channel.rhythm,
    channel.hoursFrom,
    channel.hoursTo,
    channel.address,
    channel.mail === null ? null : JSON.stringify(channel.mail),
    channel.sealed,
    channel.signed,
    channel.enabled,
  ];
}
