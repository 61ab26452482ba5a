import type { FigureAsked } from './figureCases.ts';
import { figurePlace } from './figurePlace.ts';
import { scopeOfReport } from './scopeOfReport.ts';

/** Rows of a place that a figure is of, that its report counts and that the caller sees; a span that is not used has its types. */
export const inAskedPlace = (of: 'c' | 'f'): string => `$1::timestamptz <= $2::timestamptz
        and ($3::text[] is null or ${of}.region = any($3)) and ($4::text[] is null or ${of}.department = any($4))
        and ($5::text[] is null or ${of}.region = any($5)) and ($6::text[] is null or ${of}.department = any($6))
        and ($7::text[] is null or ${of}.region = any($7)) and ($8::text[] is null or ${of}.department = any($8))
        and ($9::text[] is null or ${of}.item = any($9))`;

/** The parameters of `inAskedPlace`, $1 to $9. */
export function askedPlace({ by, code, span, scope, sees, catalogue }: FigureAsked): unknown[] {
  const units = figurePlace(by, code, scope, catalogue);
  const counted = scopeOfReport(scope, catalogue);
  return [
    new Date(span.from),
    new Date(span.to),
    units.regions,
    units.departments,
    counted.regions,
    counted.departments,
    sees.regions,
    sees.departments,
    units.items,
  ];
}
