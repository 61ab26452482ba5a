import type { Instant } from '#contract/time';
import type { Queryable } from '../db/queryable.ts';
import { decidedOnTheMerits, legitimatelyFast } from '../domain/rules/speed.ts';

// Natural times are counted in buckets of 1 % of the time (of ln(ms)): the median is exact to half a bucket, the
// deviation from it to one and a half. A department left out, the median of the rest lies where the city's counts less
// its own reach half of the rest. Only buckets between the ranks to which its own cases could move the median come into
// question: together not more than there are cases, however many departments an item has.

/** Width of a bucket of ln(ms). */
export const bucketWidth = 0.01;

/**
 * The natural times of promised items' cases concluded on the merits in [from, to) in the default namespace, each with
 * its bucket, but for those that are unreliable: temporary table `peer_times`. Needs a transaction, like all that follow.
 */
export async function collectPeerTimes(db: Queryable, from: Instant, to: Instant): Promise<void> {
  await db.query(
    `create temp table peer_times on commit drop as
     select c.item collate "C" as item, c.item_revision as revision, c.department collate "C" as department,
            floor(ln(greatest(date_part('epoch', c.concluded_at - c.accepted_at) * 1000, 1)) / $5::double precision)
              ::integer as bucket
       from cases c
       join items i on i.code = c.item and i.revision = c.item_revision
       join sources s on s.source_id = c.source_id
      where c.namespace = '' and c.concluded_at >= $1::timestamptz and c.concluded_at < $2::timestamptz
        and c.outcome = any($3::text[]) and (c.marks is null or not c.marks && $4::text[])
        and c.accepted_at <= c.concluded_at and c.department is not null
        and not i.provisional and i.record ->> 'handling' = 'promised'
        and s.settings ->> 'precision' is distinct from 'day'
        and not exists (select from unreliable_durations u where u.case_id = c.case_id)`,
    [new Date(from), new Date(to), [...decidedOnTheMerits], [...legitimatelyFast], bucketWidth],
  );
  await db.query('analyze peer_times');
}

/** Who is to be left out: nobody, each department with cases, and each that once had a baseline: `peer_member`. */
export async function listPeerMembers(db: Queryable): Promise<void> {
  await db.query(
    `create temp table peer_member on commit drop as
     with own as (
       select item, revision, department, count(*)::integer as own from peer_times group by 1, 2, 3),
     whole as (select item, revision, sum(own)::integer as total from own group by 1, 2),
     known as (
       select distinct item, item_revision as revision, department from baselines
       union select item, revision, department from own
       union select item, revision, '' from whole)
     select row_number() over (order by item, revision, department)::integer as member,
            dense_rank() over (order by item, revision)::integer as grp,
            item, revision, department, coalesce(own, 0) as own, coalesce(total, 0) as total
       from known left join own using (item, revision, department) left join whole using (item, revision)`,
  );
  await db.query('analyze peer_member');
}

/** The times themselves as values whose medians are asked for: `peer_whole` by group, `peer_part` by member. */
export async function spreadTimes(db: Queryable): Promise<void> {
  await db.query(
    `create temp table peer_part on commit drop as
     select m.member, m.grp, t.bucket as value
       from peer_times t join peer_member m using (item, revision, department)`,
  );
  await db.query(
    `create temp table peer_whole on commit drop as
     select grp, value, n, (sum(n) over (partition by grp order by value))::integer as upto
       from (select grp, value, count(*)::integer as n from peer_part group by 1, 2) v`,
  );
}

/**
 * The distances from each member's median as values, in whole buckets from the bucket that holds it. Members with the
 * same median share a group: there are few.
 */
export async function spreadDistances(db: Queryable): Promise<void> {
  await db.query('alter table peer_whole rename to peer_times_whole');
  await db.query('alter table peer_part rename to peer_times_part');
  await db.query(
    `create temp table peer_centre on commit drop as
     select m.grp as times, c.twice / 2 as centre,
            row_number() over (order by m.grp, c.twice / 2)::integer as grp, array_agg(m.member) as members
       from peer_member m join peer_median c using (member) group by 1, 2`,
  );
  await db.query(
    `update peer_member m set grp = c.grp
       from (select grp, unnest(members) as member from peer_centre) c where m.member = c.member`,
  );
  await db.query(
    `create temp table peer_part on commit drop as
     select p.member, abs(p.value - d.twice / 2) as value
       from peer_times_part p join peer_median d using (member)`,
  );
  await db.query(
    `create temp table peer_whole on commit drop as
     select grp, value, n, (sum(n) over (partition by grp order by value))::integer as upto
       from (select c.grp, abs(w.value - c.centre) as value, sum(w.n)::integer as n
               from peer_centre c join peer_times_whole w on w.grp = c.times group by 1, 2) v`,
  );
  await db.query('alter table peer_median rename to peer_times_median');
}

/** Twice the median value of each member's group without its part: the two middle values added. `peer_median` */
export async function takeMedians(db: Queryable): Promise<void> {
  await db.query('create index on peer_whole (grp, upto)');
  await db.query('analyze peer_whole');
  await db.query('analyze peer_part');
  await db.query(
    `create temp table peer_median on commit drop as
     with candidate as (
       select m.member, w.value, w.upto, 0 as own
         from peer_member m
         join peer_whole w on w.grp = m.grp and w.upto >= (m.total - m.own + 1) / 2
                          and w.upto - w.n < (m.total - m.own + 2) / 2 + m.own
        where m.total > m.own),
     seen as (
       select member, value, upto, sum(own) over (partition by member order by value) as own
         from (select * from candidate union all select member, value, null, 1 from peer_part) v)
     select member,
            (min(value) filter (where s.upto - s.own >= (m.total - m.own + 1) / 2)
             + min(value) filter (where s.upto - s.own >= (m.total - m.own + 2) / 2))::integer as twice
       from seen s join peer_member m using (member)
      where s.upto is not null and m.total > m.own
      group by member`,
  );
  await db.query('analyze peer_median');
}

/** From how many peers on a baseline follows every movement; with fewer it is hardly ever used. */
const followedFrom = 10;

/**
 * Keeps what is new: peers without a baseline, those that became or ceased to be `fewest`, and those whose median or
 * deviation moved by more than 2.5 %.
 * @returns how many peers were looked at, and of how many a baseline was written
 */
export async function keepBaselines(
  db: Queryable,
  { validFrom, takenAt, fewest }: { validFrom: Instant; takenAt: Instant; fewest: number },
): Promise<{ peers: number; written: number }> {
  const { rows } = await db.query<{ peers: number; written: number }>(
    `with fresh as (
       select item, revision, department, total - own as peers,
              (c.twice + 1) / 2.0::double precision * $4::double precision as median,
              d.twice / 2.0::double precision * $4::double precision as mad
         from peer_member left join peer_times_median c using (member) left join peer_median d using (member)),
     newest as (
       select distinct on (item, item_revision, department)
              item, item_revision as revision, department, peers, median, mad
         from baselines order by item, item_revision, department, baseline_id desc),
     written as (
       insert into baselines (item, item_revision, department, valid_from, taken_at, peers, median, mad)
       select f.item, f.revision, f.department, $1, $2, f.peers, f.median, f.mad
         from fresh f left join newest o using (item, revision, department)
        where o.peers is null or (o.peers = 0) <> (f.peers = 0)
           or (o.peers >= $3) <> (f.peers >= $3) or (o.peers >= $5) <> (f.peers >= $5)
           or (f.peers >= $5 and (abs(o.median - f.median) > 2.5 * $4 or abs(o.mad - f.mad) > 2.5 * $4))
        order by f.item, f.revision, f.department
       returning 1)
     select (select count(*) from fresh) as peers, (select count(*) from written) as written`,
    [new Date(validFrom), new Date(takenAt), fewest, bucketWidth, Math.min(followedFrom, fewest)],
  );
  return rows[0] ?? { peers: 0, written: 0 };
}
