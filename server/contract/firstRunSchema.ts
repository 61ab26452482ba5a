import { z } from 'zod';

const instant = z.iso.datetime();

/** What an installation has of what it needs, as the guide of the first day ticks it off. */
export const firstRunSchema = z.object({
  now: instant.describe("The server's clock, by which test events are stamped"),
  hidden: z.boolean().describe('An administrator has put the guide away'),
  catalogue: z
    .object({ regions: z.int(), departments: z.int(), items: z.int() })
    .describe('Codes that somebody has entered; those a lenient source brought are not counted'),
  calendar: z
    .object({
      code: z.string(),
      timezone: z.string(),
      firstYear: z.int().describe('From which on holidays are listed'),
      publishedThrough: z.iso.date().describe('Later days are provisional: weekends alone are closed'),
    })
    .nullable(),
  sources: z.array(
    z.object({
      sourceId: z.int(),
      name: z.string(),
      uri: z.string(),
      lastReceivedAt: instant.nullable(),
    }),
  ),
  hasCases: z.boolean(),
  firstFlag: z
    .object({
      flagId: z.int(),
      caseId: z.string(),
      rule: z.string(),
      severity: z.string(),
      raisedAt: instant,
    })
    .nullable(),
  accounts: z.int().describe('That can sign in'),
  screens: z.int().describe('Paired and not revoked'),
  testCases: z.array(
    z.object({
      caseId: z.string(),
      removed: z.boolean().describe('Its events are voided'),
      flags: z
        .array(z.object({ flagId: z.int(), rule: z.string(), severity: z.string() }))
        .describe('Standing'),
    }),
  ),
});
export type FirstRun = z.infer<typeof firstRunSchema>;

export const firstRunChangeSchema = z.strictObject({ hidden: z.boolean() });

export const removedTestCasesSchema = z.object({
  cases: z.int().describe('Whose events were voided now'),
  flags: z.int().describe('Withdrawn'),
  left: z
    .array(z.object({ id: z.string(), detail: z.string() }))
    .max(1000)
    .describe('Events and flags that could not be taken back, and why'),
});
export type RemovedTestCases = z.infer<typeof removedTestCasesSchema>;
