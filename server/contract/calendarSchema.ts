import { z } from 'zod';
import { officeHours } from './catalogueSchema.ts';
import { day } from './day.ts';
import { duePolicies } from './limit.ts';
import { exportLanguage } from './querySchema.ts';
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
  hours: officeHours
    .max(6)
    .optional()
    .describe('Office hours of every working day, in place of those it has'),
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

const flagEffect = {
  rule: z.enum(ruleIds),
  effect: z.enum(['raised', 'withdrawn', 'changed']),
  before: z.enum(severities).nullable(),
  after: z.enum(severities).nullable(),
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
  flagExamples: z.array(z.object({ ...place, ...flagEffect })),
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

const listedCalendar = {
  code: z.string(),
  revision: z.int().describe('Of its newest version; 0: built in'),
  builtIn: z.boolean().describe('Known without being recorded, and never changed'),
  timezone: z.string(),
  duePolicy: z.enum(duePolicies),
  hours: officeHours,
  publishedThrough: day.describe('Later days are provisional: Monday to Friday'),
  basedOn: z.string().nullable(),
  usedBy: z
    .object({
      regions: z.array(z.string()),
      departments: z.array(z.string()),
      items: z.array(z.string()),
      sources: z.array(z.string()).describe('Names'),
      calendars: z.array(z.string()).describe('That are based on it'),
      otherwise: z.boolean().describe('By whoever names none'),
    })
    .describe('Whose records name it'),
};
export const calendarListSchema = z.object({ items: z.array(z.object(listedCalendar)) });
export type ListedCalendar = z.infer<typeof calendarListSchema>['items'][number];

export const calendarQuerySchema = z.strictObject({
  revision: z.coerce.number().int().positive().max(2_147_483_647).optional().describe('As it was then'),
});
export const calendarAnswerSchema = z.object({
  ...listedCalendar,
  days: z
    .array(z.object({ date: day, off: z.boolean(), name: z.string() }))
    .describe('That differ from Monday to Friday'),
  versions: z
    .array(z.object({ revision: z.int(), recordedAt: instant, actor: z.string(), note: z.string() }))
    .describe('Newest first'),
});
export type CalendarAnswer = z.infer<typeof calendarAnswerSchema>;

const calendarEffects = ['moved', 'raised', 'withdrawn', 'changed'] as const;

const calendarCaseFilter = {
  effect: z.enum(calendarEffects).optional(),
  region: code.optional().describe('With all below it'),
  department: code.optional().describe('With all below it'),
  item: code.optional(),
};
export const calendarCasesQuerySchema = z.strictObject({
  ...calendarCaseFilter,
  cursor: z.string().max(1000).optional().describe('`nextCursor` of the page before'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const calendarCasesExportQuerySchema = z.strictObject({ ...calendarCaseFilter, ...exportLanguage });
export type CalendarCasesQuery = Omit<z.infer<typeof calendarCasesQuerySchema>, 'cursor' | 'limit'>;

export const calendarCaseSchema = z.object({
  ...place,
  effects: z.array(z.enum(calendarEffects)),
  promised: due,
  statutory: due,
  flags: z.array(z.object(flagEffect)),
});
export type CalendarCaseAnswer = z.infer<typeof calendarCaseSchema>;
export const calendarCaseListSchema = z.object({
  items: z.array(calendarCaseSchema),
  nextCursor: z.string().nullable(),
  total: count.describe('Exact up to 10,000'),
  more: z.literal(true).optional().describe('There are more than `total`'),
});
