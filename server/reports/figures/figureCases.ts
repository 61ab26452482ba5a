import type { IndicatorId } from '#contract/reports/indicator';
import { Problem } from '#contract/problem';
import type { figureParts } from '#contract/reports/figureCasesSchema';
import type { Dimension, ReportScope } from '#contract/reports/snapshot';
import type { RuleId } from '#contract/rule';
import type { Instant } from '#contract/time';
import type { Scope } from '../../access/scope.ts';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import type { Queryable } from '../../db/queryable.ts';
import type { Cursor } from '../../http/cursor.ts';
import { ratingTerms } from '../../domain/reports/ratingDue.ts';
import { officeCalendar } from '../actions/officeCalendar.ts';
import { figureGrounds } from './figureGrounds.ts';
import { figurePlace } from './figurePlace.ts';
import { scopeOfReport } from './scopeOfReport.ts';

export interface FigureAsked {
  indicator: IndicatorId;
  part: (typeof figureParts)[number];
  by: Dimension;
  code: string;
  /** As `spanSoFar` has it for the report. */
  span: { from: Instant; to: Instant };
  scope: ReportScope;
  /** What the caller may see. */
  sees: Scope;
  /** Rules whose findings are faults of the data. */
  dataRules: readonly RuleId[];
  catalogue: Catalogue;
}

export interface FigureCase {
  caseId: string;
  item: string | null;
  department: string | null;
  region: string | null;
  acceptedAt: Instant | null;
  dueAt: Instant | null;
  concludedAt: Instant | null;
  /** For the cursor: the first event, in epoch microseconds. */
  position: number;
}

/** Cases behind a figure, as they are known now, by their first event; the newest first. */
export async function figureCases(
  db: Queryable,
  asked: FigureAsked,
  page: { after: Cursor<string> | null; limit: number },
): Promise<FigureCase[]> {
  const { text, values } = wanted(asked);
  const due =
    asked.indicator === 'statutoryOnTimeRate'
      ? 'c.statutory_due_at'
      : 'coalesce(c.promised_due_at, c.statutory_due_at)';
  const { rows } = await db.query<FigureCase>(
    `select c.case_id as "caseId", c.item, c.department, c.region, c.accepted_at as "acceptedAt", ${due} as "dueAt",
            c.concluded_at as "concludedAt", (extract(epoch from c.first_event_at) * 1000000)::bigint as position
       from cases c
      where ${text}
        and ($14::bigint is null or (c.first_event_at, c.case_id) < (to_timestamp($14 / 1000000.0), $15::text))
      order by c.first_event_at desc, c.case_id desc
      limit $16`,
    [...values, page.after?.at ?? null, page.after?.key ?? null, page.limit],
  );
  return rows;
}

/** Counted up to `most`. */
export async function countFigureCases(db: Queryable, asked: FigureAsked, most: number): Promise<number> {
  const { text, values } = wanted(asked);
  const { rows } = await db.query<{ n: number }>(
    `select count(*) as n from (select from cases c where ${text} limit $14) as counted`,
    [...values, most],
  );
  return rows[0]?.n ?? 0;
}

/** Parameters that a figure's own words do not use are told their types here. */
const place = `c.namespace = '' and $1::timestamptz <= $2::timestamptz
        and ($3::text[] is null or c.region = any($3)) and ($4::text[] is null or c.department = any($4))
        and ($5::text[] is null or c.region = any($5)) and ($6::text[] is null or c.department = any($6))
        and ($7::text[] is null or c.region = any($7)) and ($8::text[] is null or c.department = any($8))
        and ($9::text[] is null or c.item = any($9)) and ($10::text is null or c.channel = $10)
        and $11::text[] is not null and $12::integer[] is not null and $13::json is not null`;

/** @throws Problem `not_found`: no cases stand behind the figure, one by one */
function wanted({ indicator, part, by, code, span, scope, sees, catalogue }: FigureAsked) {
  const ground = figureGrounds[indicator];
  const isOther = part === 'hits' || part === 'missed';
  const of = part === 'excluded' ? ground?.excluded : ground?.of;
  if (ground === undefined || of === undefined || (isOther && ground.hits === undefined))
    throw new Problem('not_found', 'No list of cases stands behind this figure, or behind this part of it.');
  const { children, channel, ...units } = figurePlace(by, code, scope, catalogue);
  const counted = scopeOfReport(scope, catalogue);
  const promised = catalogue.itemVersions.filter(({ handling }) => handling === 'promised');
  const whole = children || ground.children === true ? '' : 'and c.parent_case is null';
  const chosen = isOther ? `and ${part === 'hits' ? '' : 'not '}${ground.hits}` : '';
  return {
    text: `${of} and ${place} ${whole} ${chosen}`,
    values: [
      new Date(span.from),
      new Date(span.to),
      units.regions,
      units.departments,
      counted.regions,
      counted.departments,
      sees.regions,
      sees.departments,
      units.items,
      channel,
      promised.map((version) => version.code),
      promised.map(({ revision }) => revision),
      JSON.stringify(ratingTerms(officeCalendar(catalogue), span)),
    ],
  };
}
