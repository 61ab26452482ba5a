import type { IndicatorId } from '#contract/reports/indicator';
import { standsForItself } from '../../overview/standsForItself.ts';

/**
 * What makes a flag one of a figure's: SQL that gives `(flag_id, at, key, is_hit)` between $1 and $2, a row for each that
 * the figure counts. `at` and `key` are what a list is ordered by.
 */
export interface FlagGround {
  rows: string;
  /** Whether hits are told from what was missed. */
  isShare?: true;
  /** Regions and departments are counted each by themselves (`addFollowup`), and nothing else is. */
  isByUnit?: true;
}

/** As `findingsBy`; $10: rules whose findings are faults of the data. */
const found = (standing: string): FlagGround => ({
  rows: `select flag_id, occurred_at as at, flag_id as key, true as is_hit
           from findings f
          where occurred_at >= $1 and occurred_at < $2 and raised_at >= $1::timestamptz - interval '1 hour'
            and ${standing} and severity in ('query', 'yellow', 'red')
            and ${standsForItself}`,
});
const confirmed = found(`standing = 'confirmed' and not rule = any($10::text[])`);

/** As `followupSteps`: what is done twice counts twice. */
const step = (condition: string): FlagGround => ({
  rows: `select flag_id, at, transition_id as key, true as is_hit
           from flag_transitions
          where at >= $1 and at < $2 and ${condition}`,
});

/** As `repliesDue`. */
const replies = `
  select flag_id, sent.due_at as at, flag_id as key, coalesce(replied_at <= sent.due_at, false) as is_hit
    from (select distinct on (flag_id) flag_id, transition_id,
                 to_timestamp((detail ->> 'dueAt')::float8 / 1000) as due_at
            from flag_transitions
           where reason = 'sent' and at >= $1::timestamptz - interval '400 days' and at < $2
           order by flag_id, transition_id desc) as sent
    join flags f using (flag_id)
    cross join lateral (
         select min(at) filter (where reason = 'replied') as replied_at,
                coalesce(bool_or(reason in ('undone', 'recalled')), false) as recalled
           from flag_transitions t
          where t.flag_id = sent.flag_id and t.transition_id > sent.transition_id) as after
   where sent.due_at > $1 and sent.due_at <= $2 and not recalled and ${standsForItself}
     and (replied_at is not null or status not in ('withdrawn', 'resolved', 'exempt', 'archived'))`;

/** As `rectificationsDue`. */
const rectifications = `
  select f.flag_id, due_at as at, f.flag_id as key,
         coalesce(reported_at <= due_at and not refused, false) as is_hit
    from findings f
   cross join lateral (
         select min(transition_id) filter (where reason = 'rectified') as reported,
                min(at) filter (where reason = 'rectified') as reported_at,
                coalesce(bool_or(reason = 'reviewed' and detail ->> 'passed' = 'false'), false) as refused
           from flag_transitions t where t.flag_id = f.flag_id) as done
   cross join lateral (
         select to_timestamp((detail ->> 'dueAt')::float8 / 1000) as due_at
           from flag_transitions t
          where t.flag_id = f.flag_id and to_status in ('confirmed', 'rectifying')
            and (reported is null or transition_id < reported)
            and (reason in ('judged', 'silence_confirmed', 'order_issued')
                 or (reason = 'appeal_decided' and detail ->> 'outcome' = 'upheld'))
          order by transition_id desc
          limit 1) as term
   where standing = 'confirmed' and due_at > $1 and due_at <= $2 and ${standsForItself}`;

/** Figures that count flags, or steps of their follow-up. */
export const flagGrounds: Readonly<Partial<Record<IndicatorId, FlagGround>>> = {
  flagged: found('standing is not null'),
  confirmed,
  confirmedPerThousand: confirmed,
  refuted: found(`standing = 'excused'`),
  undecided: found(`standing = 'undecided'`),
  contested: found(`standing = 'contested'`),
  dataFaultsPerThousand: found(
    `(standing = 'data_problem' or standing = 'confirmed' and rule = any($10::text[]))`,
  ),
  repliedInTimeRate: { rows: replies, isShare: true },
  rectifiedInTimeRate: { rows: rectifications, isShare: true, isByUnit: true },
  daysToClose: step(`reason = 'closed'`),
  appealed: step(`reason = 'appealed'`),
  appealsWon: step(`reason = 'appeal_decided' and detail ->> 'outcome' = 'withdrawn'`),
};
