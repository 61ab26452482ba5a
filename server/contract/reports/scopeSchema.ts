import { z } from 'zod';

/** What a report is ordered of. */
export const scopeSchema = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('city') }),
  z.strictObject({ by: z.enum(['region', 'department']), code: z.string().min(1).max(64) }),
]);

/** What it is of, with its name. */
export const placeSchema = z.object({
  by: z.enum(['city', 'region', 'department']),
  code: z.string().describe('Empty: the city'),
  name: z.string().describe('Empty: the city'),
});
