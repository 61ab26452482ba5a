import { z } from 'zod';

/** Beside each file, and enough to know it again without a database. */
export const manifestSchema = z.object({
  format: z.literal(1),
  duban: z.string(),
  file: z.string(),
  /** The office's, by the cases' last events: YYYY-MM. */
  month: z.string(),
  cases: z.number(),
  events: z.number(),
  firstEventAt: z.iso.datetime(),
  lastEventAt: z.iso.datetime(),
  bytes: z.number(),
  encrypted: z.boolean(),
  /** Of the file, and of the lines in it. */
  sha256: z.string(),
  contentSha256: z.string(),
  archivedAt: z.iso.datetime(),
});
export type Manifest = z.infer<typeof manifestSchema>;

export const manifestOf = (file: string): string => `${file}.manifest.json`;
