import type { OrderLevel, OrderState } from '#contract/followup';
import type { Instant, LocalDay } from '#contract/time';
import type { Scope } from '../access/scope.ts';
import type { Queryable } from '../db/queryable.ts';
import type { Cursor } from '../http/cursor.ts';

export interface NewOrder {
  department: string;
  level: OrderLevel;
  text: string;
  finishBy: LocalDay | null;
  by: string;
  /** Else a supervisor has to approve it. */
  issued: boolean;
  flagIds: readonly number[];
}

/** @returns its number */
export async function insertOrder(db: Queryable, order: NewOrder, now: Instant): Promise<number> {
  const { department, level, text, finishBy, by, issued, flagIds } = order;
  const { rows } = await db.query<{ orderId: number }>(
    `with made as (
       insert into supervision_orders (department, level, state, text, finish_by, created_at, created_by, decided_at,
                                       decided_by)
       values ($1, $2, case when $3::boolean then 'issued' else 'proposed' end, $4, $5, $6, $7,
               case when $3::boolean then $6::timestamptz end, case when $3::boolean then $7::text end)
       returning order_id),
     over as (
       insert into supervision_order_flags (order_id, flag_id)
       select order_id, flag_id from made cross join unnest($8::bigint[]) as flag_id)
     select order_id as "orderId" from made`,
    [department, level, issued, text, finishBy, new Date(now), by, flagIds],
  );
  return rows[0]?.orderId ?? 0;
}

export interface OrderRow {
  orderId: number;
  department: string;
  level: OrderLevel;
  state: OrderState;
  text: string;
  finishBy: LocalDay | null;
  flags: number;
  open: number;
  createdAt: Instant;
  createdBy: string;
  decidedAt: Instant | null;
  decidedBy: string | null;
  decision: string | null;
  version: number;
  /** `created_at` in epoch microseconds: what the list is ordered by. */
  position: number;
}

export interface OrderFilter {
  scope: Scope;
  orderIds: number[] | null;
  state: OrderState | null;
  departments: string[] | null;
}

/** Orders over flags inside a scope, newest first; their counts are of those flags. */
export async function listOrders(
  db: Queryable,
  { scope, orderIds, state, departments }: OrderFilter,
  after: Cursor<number> | null,
  limit: number,
): Promise<OrderRow[]> {
  const { rows } = await db.query<OrderRow>(
    `select o.order_id as "orderId", o.department, o.level, o.state, o.text, o.finish_by as "finishBy", n.flags, n.open,
            o.created_at as "createdAt", o.created_by as "createdBy", o.decided_at as "decidedAt",
            o.decided_by as "decidedBy", o.decision, o.version,
            (extract(epoch from o.created_at) * 1000000)::bigint as position
       from supervision_orders o
      cross join lateral (
            select count(*) as flags, count(*) filter (where f.ended_at is null) as open
              from supervision_order_flags m join flags f using (flag_id)
             where m.order_id = o.order_id
               and ($1::text[] is null or f.region = any($1)) and ($2::text[] is null or f.department = any($2))) n
      where n.flags > 0 and ($2::text[] is null or o.department = any($2))
        and ($3::bigint[] is null or o.order_id = any($3)) and ($4::text is null or o.state = $4)
        and ($5::text[] is null or o.department = any($5))
        and ($6::double precision is null or (o.created_at, o.order_id)
             < (timestamptz 'epoch' + $6::double precision * interval '1 microsecond', $7))
      order by o.created_at desc, o.order_id desc
      limit $8`,
    [
      scope.regions,
      scope.departments,
      orderIds,
      state,
      departments,
      after?.at ?? null,
      after?.key ?? null,
      limit,
    ],
  );
  return rows;
}

/** How many match, counted no further than `most`. */
export async function countOrders(
  db: Queryable,
  { scope, state, departments }: OrderFilter,
  most: number,
): Promise<number> {
  const { rows } = await db.query<{ n: number }>(
    `select count(*) as n
       from (select
               from supervision_orders o
              where ($1::text[] is null or o.department = any($1)) and ($2::text is null or o.state = $2)
                and ($3::text[] is null or o.department = any($3))
                and exists (
                    select from supervision_order_flags m join flags f using (flag_id)
                     where m.order_id = o.order_id
                       and ($4::text[] is null or f.region = any($4)) and ($1::text[] is null or f.department = any($1)))
              limit $5) as matching`,
    [scope.departments, state, departments, scope.regions, most],
  );
  return rows[0]?.n ?? 0;
}

export async function flagsOfOrder(db: Queryable, orderId: number): Promise<number[]> {
  const { rows } = await db.query<{ flagId: number }>(
    'select flag_id as "flagId" from supervision_order_flags where order_id = $1 order by flag_id',
    [orderId],
  );
  return rows.map((row) => row.flagId);
}

/** False: it has another version by now, or was decided. */
export async function decideOrder(
  db: Queryable,
  order: { orderId: number; version: number; approved: boolean; reason: string; by: string },
  now: Instant,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `update supervision_orders
        set state = case when $3::boolean then 'issued' else 'refused' end, decided_at = $4, decided_by = $5,
            decision = $6, version = version + 1
      where order_id = $1 and version = $2 and state = 'proposed'`,
    [order.orderId, order.version, order.approved, new Date(now), order.by, order.reason],
  );
  return rowCount === 1;
}
