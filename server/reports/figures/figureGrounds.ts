import type { IndicatorId } from '#contract/reports/indicator';

/**
 * What makes a case one of a figure's, as SQL over `cases c` between $1 and $2: the same that the figure counts by.
 * `parts` tells hits from what was missed; figures without a part have none.
 */
export interface FigureGround {
  of: string;
  hits?: string;
  /** Of those that it leaves out, the same words as `of`. */
  excluded?: string;
  /** Joint cases and their children count each, wherever they are counted. */
  children?: true;
}

/** What late data took back of the law tells nothing of the promise. */
const taken = {
  promised_due_at: `(l.rule = 'TIM-02'
                                or coalesce(l.followup #>> '{withdrawn,by}', l.followup #>> '{verdict,verdict}') is not null)`,
  statutory_due_at: 'true',
};

const exempt = (column: keyof typeof taken, rules: string): string =>
  `exists (select from flags l where l.subject_kind = 'case' and l.subject_id = c.case_id and l.rule in (${rules})
                      and (l.status = 'exempt' or l.followup -> 'verdict' ->> 'verdict' = 'objective_cause'
                           or l.status = 'withdrawn' and ${taken[column]}))`;

/** As `promisedCohorts` and `statutoryCohorts` (server/overview/onTimeStore.ts). */
const due = (column: keyof typeof taken, rules: string): FigureGround => {
  const fellDue = `c.${column} > $1 and c.${column} <= $2 and c.stage <> 'not_accepted'`;
  const leftOut = `(coalesce(c.outcome in ('withdrawn', 'voided', 'transferred'), false)
              or (c.concluded_at is null or c.concluded_at > c.${column}) and ${exempt(column, rules)})`;
  return {
    of: `${fellDue} and not ${leftOut}`,
    hits: `coalesce(c.concluded_at <= c.${column}, false)`,
    excluded: `${fellDue} and ${leftOut}`,
  };
};

const handled: FigureGround = {
  of: `c.concluded_at >= $1 and c.concluded_at < $2 and c.stage = 'concluded' and c.handling_ms is not null
         and c.outcome in ('granted', 'granted_with_deficiency', 'refused')
         and (c.item, c.item_revision) in (select * from unnest($11::text[], $12::integer[]))
         and not exists (select from unreliable_durations u where u.case_id = c.case_id)`,
};

const within = (column: string): string => `c.${column} >= $1 and c.${column} < $2`;
const open = `c.first_event_at < $2 and (c.concluded_at is null or c.concluded_at >= $2) and c.stage <> 'unopened'`;
const submitted: FigureGround = { of: within('submitted_at') };

/** Cases that people rated with one of these levels; as `badRatingsWithin` reads them. */
const rated = (levels: string): FigureGround => ({
  of: `c.bad_ratings is not null and c.stage <> 'unopened'
         and (c.bad_ratings -> -1 ->> 'at')::bigint >= (extract(epoch from $1::timestamptz) * 1000)::bigint
         and exists (select from json_to_recordset(c.bad_ratings) as r (at bigint, score integer)
                      where r.at >= extract(epoch from $1::timestamptz) * 1000
                        and r.at < extract(epoch from $2::timestamptz) * 1000 and r.score in (${levels}))`,
  children: true,
});

/** Cases with a bad rating that was due in the period, by $13 (`ratingTerms`), and what was done by then. */
const ratingDueThen = (done: 'calledBackAt' | 'rectifiedAt'): FigureGround => {
  const due = (and: string): string =>
    `exists (select from json_to_recordset(c.bad_ratings) as r (at bigint, "${done}" bigint)
               join json_to_recordset($13::json) as d (since bigint, until bigint, due bigint)
                 on r.at >= d.since and r.at < d.until ${and})`;
  return {
    of: `c.bad_ratings is not null and c.stage <> 'unopened'
         and (c.bad_ratings -> -1 ->> 'at')::bigint >= ($13::json -> 0 ->> 'since')::bigint and ${due('')}`,
    hits: due(`and r."${done}" <= d.due`),
    children: true,
  };
};

/** Figures that no case stands behind, one by one, have none; those that count flags: `flagGrounds`. */
export const figureGrounds: Readonly<Partial<Record<IndicatorId, FigureGround>>> = {
  submitted,
  received: { of: within('received_at'), children: true },
  accepted: { of: within('accepted_at'), children: true },
  concluded: { of: within('concluded_at') },
  inProgress: { of: open },
  overdueOpen: { of: `${open} and least(c.promised_due_at, c.statutory_due_at) < $2` },
  overdueConcluded: {
    of: `${within('concluded_at')} and c.stage = 'concluded'
         and c.concluded_at > least(c.promised_due_at, c.statutory_due_at)
         and c.outcome not in ('withdrawn', 'voided', 'transferred')`,
  },
  onTimeRate: due('promised_due_at', `'TIM-02', 'TIM-03'`),
  statutoryOnTimeRate: due('statutory_due_at', `'TIM-03'`),
  handlingMean: handled,
  handlingMedian: handled,
  handlingP80: handled,
  handlingP95: handled,
  daysEarlierThanLaw: handled,
  fasterThanLaw: handled,
  fasterThanPromise: handled,
  onlineRate: {
    of: `${submitted.of} and c.channel <> ''`,
    hits: `c.channel in ('web', 'mobile')`,
    excluded: `${submitted.of} and coalesce(c.channel, '') = ''`,
  },
  badRated: rated('1, 2'),
  dissatisfied: rated('2'),
  veryDissatisfied: rated('1'),
  badCalledBackRate: ratingDueThen('calledBackAt'),
  badRectifiedRate: ratingDueThen('rectifiedAt'),
};
