import { z } from 'zod';
import { day } from './day.ts';
import { ruleIds, severities } from './rule.ts';

const code = z.string().trim().min(1).max(64);
const instant = z.iso.datetime();
const count = z.int().nonnegative();

/** A year that is published, a day that is closed or worked in an emergency, a locality's own closing day. */
export const calendarChangeSchema = z.strictObject({
  days: z
    .array(z.strictObject({ date: day, off: z.boolean().nullable(), name: z.string().max(40).optional() }))
    .max(2000)
    .default([])
    .describe('`off` null takes the day off the list: it is then what its weekday says'),
  publishedThrough: day.optional().describe('The last day of a further published year'),
  basedOn: code.optional().describe('For a calendar of its own: the calendar that it begins as, and follows'),
  regions: z.array(code).max(5000).default([]).describe('Regions that follow this calendar from now on'),
  departments: z.array(code).max(5000).default([]).describe('Departments that follow it from now on'),
  note: z.string().max(1000).default('').describe('By whose order'),
});
export type CalendarChange = z.infer<typeof calendarChangeSchema>;

export const applyCalendarSchema = z.strictObject({
  preview: z.int().positive().describe('The run that showed what moves'),
});

const moves = { moved: count, later: count, earlier: count };
const effects = { raised: count, withdrawn: count, changed: count };
const due = z.object({ from: instant.nullable(), to: instant.nullable() }).nullable();
const place = {
  caseId: z.string(),
  region: z.string().nullable(),
  department: z.string().nullable(),
  item: z.string().nullable(),
};

/** What a change of a calendar moves, or has moved. A case counts once under `moved`, by whichever due date moves. */
export const calendarReportSchema = z.object({
  calendar: z.string(),
  revision: z.int().nullable().describe('Of the calendar before the change; null for a new one'),
  asOf: instant.describe('When the first case was judged'),
  cases: count.describe('Open cases that the changed days can concern'),
  ...moves,
  provisionalEnded: count.describe('Due dates that become certain'),
  ...effects,
  dueDates: z
    .array(z.object({ kind: z.enum(['promised', 'statutory']), from: day, to: day, cases: count }))
    .describe('From which last day to which, most cases first'),
  departments: z.array(z.object({ department: z.string().nullable(), ...moves, ...effects })),
  items: z.array(z.object({ item: z.string().nullable(), ...moves, ...effects })),
  rules: z.array(z.object({ rule: z.enum(ruleIds), ...effects })),
  movedExamples: z.array(z.object({ ...place, promised: due, statutory: due })),
  flagExamples: z.array(
    z.object({
      ...place,
      rule: z.enum(ruleIds),
      effect: z.enum(['raised', 'withdrawn', 'changed']),
      before: z.enum(severities).nullable(),
      after: z.enum(severities).nullable(),
    }),
  ),
  warnings: z.array(z.object({ path: z.string(), message: z.string() })),
  seconds: z.number(),
});
export type CalendarReport = z.infer<typeof calendarReportSchema>;

export const calendarRunSchema = z.object({
  runId: z.int(),
  kind: z.enum(['calendar_preview', 'calendar_change']),
  calendar: z.string(),
  change: calendarChangeSchema,
  actor: z.string(),
  state: z.enum(['running', 'done', 'failed', 'cancelled']),
  createdAt: instant,
  finishedAt: instant.nullable(),
  progress: z.object({ done: count, of: count.nullable() }).describe('Cases'),
  result: calendarReportSchema.nullable(),
  error: z.string().nullable(),
});
export type CalendarRun = z.infer<typeof calendarRunSchema>;
export const calendarRunListSchema = z.object({ items: z.array(calendarRunSchema) });
