import type { Verdict } from '#contract/followup';
import { Problem } from '#contract/problem';
import type { FlagStanding } from '#contract/reports/figureCasesSchema';
import type { RuleId, Severity } from '#contract/rule';
import type { Instant } from '#contract/time';
import type { Queryable } from '../../db/queryable.ts';
import type { Cursor } from '../../http/cursor.ts';
import type { FigureAsked } from './figureCases.ts';
import { figurePlace } from './figurePlace.ts';
import { flagGrounds } from './flagGrounds.ts';
import { scopeOfReport } from './scopeOfReport.ts';

export interface FigureFlag {
  flagId: number;
  subjectKind: 'case' | 'department' | 'item' | 'source' | 'handler';
  subjectId: string;
  rule: RuleId;
  severity: Severity;
  /** null: it is no longer true, or history. */
  standing: FlagStanding | null;
  verdict: Verdict | null;
  occurredAt: Instant;
  item: string | null;
  department: string | null;
  region: string | null;
  acceptedAt: Instant | null;
  dueAt: Instant | null;
  concludedAt: Instant | null;
  /** For the cursor: what made it count, in epoch microseconds, and which. */
  position: number;
  key: number;
}

/** Flags behind a figure as they stand now, one for each that it counts; what made them count last first. */
export async function figureFlags(
  db: Queryable,
  asked: FigureAsked,
  page: { after: Cursor<number> | null; limit: number },
): Promise<FigureFlag[]> {
  const { text, values } = wanted(asked);
  const { rows } = await db.query<FigureFlag>(
    `select f.flag_id as "flagId", f.subject_kind as "subjectKind", f.subject_id as "subjectId", f.rule, f.severity,
            s.standing, f.followup -> 'verdict' ->> 'verdict' as verdict, f.occurred_at as "occurredAt",
            f.item, f.department, f.region, c.accepted_at as "acceptedAt",
            coalesce(c.promised_due_at, c.statutory_due_at) as "dueAt", c.concluded_at as "concludedAt",
            (extract(epoch from behind.at) * 1000000)::bigint as position, behind.key
       from ${text}
        and ($11::bigint is null or (behind.at, behind.key) < (to_timestamp($11 / 1000000.0), $12::bigint))
      order by behind.at desc, behind.key desc
      limit $13`,
    [...values, page.after?.at ?? null, page.after?.key ?? null, page.limit],
  );
  return rows;
}

/** How many, up to `most`, and of how many cases these are. */
export async function countFigureFlags(
  db: Queryable,
  asked: FigureAsked,
  most: number,
): Promise<{ n: number; cases: number }> {
  const { text, values } = wanted(asked);
  const { rows } = await db.query<{ n: number; cases: number }>(
    `select count(*) as n, count(distinct subject_id) filter (where subject_kind = 'case') as cases
       from (select f.subject_kind, f.subject_id from ${text} limit $11) as counted`,
    [...values, most],
  );
  return rows[0] ?? { n: 0, cases: 0 };
}

/** A place that a figure's own words do not use is told its types here. */
const place = `$1::timestamptz <= $2::timestamptz
        and ($3::text[] is null or f.region = any($3)) and ($4::text[] is null or f.department = any($4))
        and ($5::text[] is null or f.region = any($5)) and ($6::text[] is null or f.department = any($6))
        and ($7::text[] is null or f.region = any($7)) and ($8::text[] is null or f.department = any($8))
        and ($9::text[] is null or f.item = any($9)) and $10::text[] is not null`;

/** @throws Problem `not_found`: the figure counts no flags, or no such part of them */
function wanted({ indicator, part, by, code, span, scope, sees, dataRules, catalogue }: FigureAsked) {
  const ground = flagGrounds[indicator];
  if (ground === undefined || part === 'excluded' || (part !== 'n' && ground.isShare === undefined))
    throw new Problem('not_found', 'No list of flags stands behind this figure, or behind this part of it.');
  const units = figurePlace(by, code, scope, catalogue);
  const counted = scopeOfReport(scope, catalogue);
  const isOwn = scope.by === 'department';
  const byUnit =
    !isOwn && by === 'all'
      ? `and f.region <> ''`
      : isOwn && by !== 'all' && by !== 'department'
        ? 'and false'
        : '';
  const chosen = part === 'n' ? '' : `and ${part === 'hits' ? '' : 'not '}behind.is_hit`;
  return {
    text: `(${ground.rows}) as behind
       join flags f using (flag_id)
       join findings s using (flag_id)
       left join cases c on f.subject_kind = 'case' and c.case_id = f.subject_id
      where ${place} ${chosen} ${ground.isByUnit ? byUnit : ''}`,
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
      dataRules,
    ],
  };
}
