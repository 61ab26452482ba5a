import { z } from 'zod';
import { flagSummarySchema } from './answerSchema.ts';

const day = z.iso.date();
const account = z.string().min(1).max(64);

/** `POST /api/v1/stand-ins`. */
export const newStandInSchema = z.strictObject({
  officer: account
    .optional()
    .describe('Who will be away: oneself where left out; a supervisor may name others'),
  standIn: account,
  from: day.describe('Today or later, from 00:00'),
  to: day.describe('The last day, counted in'),
  note: z.string().trim().max(500).default(''),
});
export type NewStandIn = z.infer<typeof newStandInSchema>;

/** `PUT /api/v1/session/stand-in`. */
export const actForSchema = z.strictObject({
  standInId: z.int().positive().nullable().describe('null: in one’s own place again'),
});

const person = z.object({ name: z.string(), displayName: z.string() });

export const standInSchema = z.object({
  standInId: z.int(),
  officer: person,
  standIn: person,
  from: day,
  to: day,
  note: z.string(),
  state: z.enum(['planned', 'running', 'ended']),
  createdBy: z.string(),
  endedAt: z.iso.datetime().nullable().describe('Where it was ended before its last day'),
});
export type StandInAnswer = z.infer<typeof standInSchema>;
export const standInListSchema = z.object({
  items: z.array(standInSchema).describe('Newest first, at most 200'),
  people: z.array(person).describe('Who could stand in for oneself'),
  officers: z.array(person).describe('For whom a supervisor may name somebody; empty for others'),
});
export type StandInList = z.infer<typeof standInListSchema>;

export const handOverSchema = z.object({
  flags: z.array(flagSummarySchema).describe('That wait for the officer, those due first before the others'),
  total: z.int(),
  more: z.literal(true).optional(),
  dueMeanwhile: z.int().describe('Of these: due by the end of the last day'),
  done: z
    .array(z.object({ action: z.string(), n: z.int() }))
    .describe('What the stand-in did in the officer’s place, as the audit names it'),
});
export type HandOver = z.infer<typeof handOverSchema>;
