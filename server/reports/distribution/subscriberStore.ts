import { appealedKinds } from '#contract/reports/reportKind';
import type { ReportSubscription } from '#contract/reports/reportSetupSchema';
import type { ReportScope } from '#contract/reports/snapshot';
import type { ReportKind } from '#contract/reports/reportKind';
import type { Instant } from '#contract/time';
import type { Queryable } from '../../db/queryable.ts';
import type { PlacesBelow } from './placesBelow.ts';
import { codeOfScope, type ReportRow } from '../store/reportRow.ts';

export type AttachedFormat = ReportSubscription['formats'][number];

export interface Subscriber {
  subscriptionId: number;
  channelId: number;
  formats: AttachedFormat[];
}

type Of = Pick<ReportRow, 'kind' | 'scopeBy' | 'scopeCode'>;

/** Channels that get reports of this kind and scope, and can. */
export async function subscribersOf(db: Queryable, { kind, scopeBy, scopeCode }: Of): Promise<Subscriber[]> {
  const { rows } = await db.query<Subscriber>(
    `select s.subscription_id as "subscriptionId", s.channel_id as "channelId", s.formats
       from report_subscriptions s join channels c using (channel_id)
      where s.kind = $1 and s.scope_by = $2 and s.scope_code = $3 and c.enabled and c.deleted_at is null
      order by s.subscription_id`,
    [kind, scopeBy, scopeCode],
  );
  return rows;
}

/**
 * Who reads it in the application: of what ranks or scores units every officer and inspector of those places; of other
 * reports nobody need be told.
 */
export async function readersOf(
  db: Queryable,
  { kind }: Pick<Of, 'kind'>,
  places: PlacesBelow,
): Promise<string[]> {
  if (!appealedKinds.has(kind)) return [];
  const { rows } = await db.query<{ name: string }>(
    `select name from accounts
      where disabled_at is null
        and (role in ('inspector', 'supervisor') or role = 'department' and department is not null)
        and ($1::text[] is null or department = any($2::text[]) or department is null and region = any($1))
      order by name`,
    [places?.regions ?? null, places?.departments ?? null],
  );
  return rows.map(({ name }) => name);
}

export interface SubscriptionRow {
  subscriptionId: number;
  kind: ReportKind;
  scopeBy: ReportRow['scopeBy'];
  scopeCode: string;
  channelId: number;
  channelName: string;
  formats: AttachedFormat[];
  addedBy: string;
  addedAt: Instant;
}

export async function listSubscriptions(db: Queryable): Promise<SubscriptionRow[]> {
  const { rows } = await db.query<SubscriptionRow>(
    `select s.subscription_id as "subscriptionId", s.kind, s.scope_by as "scopeBy", s.scope_code as "scopeCode",
            s.channel_id as "channelId", c.name as "channelName", s.formats, s.added_by as "addedBy", s.added_at as "addedAt"
       from report_subscriptions s join channels c using (channel_id)
      where c.deleted_at is null
      order by s.subscription_id`,
  );
  return rows;
}

/** Undefined: there is no such channel. One that gets these reports already gets them with these files from now on. */
export async function addSubscription(
  db: Queryable,
  asked: { kind: ReportKind; scope: ReportScope; channelId: number; formats: readonly AttachedFormat[] },
  who: { name: string; now: Instant },
): Promise<number | undefined> {
  const { kind, scope, channelId, formats } = asked;
  const { rows } = await db.query<{ subscriptionId: number }>(
    `insert into report_subscriptions (kind, scope_by, scope_code, channel_id, formats, added_by, added_at)
     select $1, $2, $3, channel_id, $5::text[], $6, $7 from channels where channel_id = $4 and deleted_at is null
     on conflict (kind, scope_by, scope_code, channel_id) do update
        set formats = excluded.formats, added_by = excluded.added_by, added_at = excluded.added_at
     returning subscription_id as "subscriptionId"`,
    [kind, scope.by, codeOfScope(scope), channelId, formats, who.name, new Date(who.now)],
  );
  return rows[0]?.subscriptionId;
}

export async function deleteSubscription(db: Queryable, subscriptionId: number): Promise<boolean> {
  const { rowCount } = await db.query('delete from report_subscriptions where subscription_id = $1', [
    subscriptionId,
  ]);
  return rowCount === 1;
}
