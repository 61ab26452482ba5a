import { z } from 'zod';
import { duePolicies, limitUnits } from './limit.ts';
import { handlings } from './item.ts';

const code = z.string().trim().min(1).max(64);
const name = z.string().trim().min(1).max(200);
const localDay = z.iso.date();
const clockTime = z.string().regex(/^([01]\d|2[0-4]):[0-5]\d$/, 'HH:MM expected');
/** Office hours of a working day, each from … to, in the calendar's time zone. */
export const officeHours = z.array(z.tuple([clockTime, clockTime]));

const limitSchema = z.strictObject({
  value: z.number().positive().max(10_000),
  unit: z.enum(limitUnits),
});

/** Entered from an unknown code of a lenient source; an administrator's record of the same code ends it. */
const provisional = z.boolean();

export const regionSchema = z.object({
  code,
  name,
  shortName: name.optional(),
  parent: code.nullish(),
  kind: z.enum(['division', 'zone', 'city']).default('division'),
  overlaps: z.array(code).max(500).default([]),
  tile: z.tuple([z.number().int(), z.number().int()]).nullish(),
  group: z.string().max(40).default(''),
  order: z.number().int().default(0),
  calendar: code.nullish(),
  provisional: provisional.default(false),
});

export const departmentKindSchema = z.object({ code, name, shortName: name, order: z.number().int() });

export const departmentSchema = z.object({
  code,
  name,
  shortName: name.optional(),
  region: code,
  kind: code.nullish(),
  parent: code.nullish(),
  phone: z.string().max(40).nullish(),
  calendar: code.nullish(),
  provisional: provisional.default(false),
});

const routeStepSchema = z.object({
  step: name,
  required: z.boolean().default(true),
  limit: limitSchema.optional(),
  separateHandler: z.boolean().optional(),
  aliases: z.array(name).max(50).optional(),
  satisfiedBy: z.array(z.string().max(64)).max(50).optional(),
});

export const itemSchema = z.object({
  code,
  name,
  shortName: name.optional(),
  type: z.string().regex(/^(0[1-9]|10|20)$/, 'a GB/T 39046 item type, 01 to 10 or 20'),
  handling: z.enum(handlings),
  statutoryLimit: limitSchema.optional(),
  legalBasis: z.string().max(1000).optional().describe('Where the law says so'),
  promisedLimit: limitSchema.optional(),
  route: z.array(routeStepSchema).max(200).optional(),
  floorMinutes: z.number().nonnegative().optional(),
  visits: z.number().int().nonnegative().optional(),
  onlineDepth: z.number().int().min(1).max(4).optional(),
  fee: z.number().nonnegative().optional(),
  calendar: code.optional(),
  deemedAcceptance: z.boolean().optional(),
  validFrom: localDay.default('2000-01-01'),
  provisional: provisional.optional(),
  approvedBy: name.optional(),
  approvedAt: z.iso.datetime({ offset: true }).optional(),
  reason: z.string().max(1000).optional(),
});

export const calendarSchema = z.object({
  code,
  timezone: z.string().default('Asia/Shanghai'),
  duePolicy: z.enum(duePolicies).default('end_of_day'),
  hours: officeHours.default([
    ['09:00', '12:00'],
    ['14:00', '18:00'],
  ]),
  /** Days that differ from Monday–Friday: holidays (`off`) and make-up working days (not `off`). */
  days: z.array(z.object({ date: localDay, off: z.boolean(), name: z.string().max(40).default('') })),
  publishedThrough: localDay,
  basedOn: code.nullish().describe('The calendar whose later versions it follows, but for days of its own'),
});

/** A catalogue document, whole or in part (CONTRACT, Catalogue). */
export const catalogueSchema = z.object({
  regions: z.array(regionSchema).default([]),
  departmentKinds: z.array(departmentKindSchema).default([]),
  departments: z.array(departmentSchema).default([]),
  items: z.array(itemSchema).default([]),
  calendars: z.array(calendarSchema).default([]),
});

export type CatalogueDocument = z.infer<typeof catalogueSchema>;
export type RegionRecord = z.infer<typeof regionSchema>;
export type DepartmentKindRecord = z.infer<typeof departmentKindSchema>;
export type DepartmentRecord = z.infer<typeof departmentSchema>;
export type ItemRecord = z.infer<typeof itemSchema>;
export type CalendarRecord = z.infer<typeof calendarSchema>;
