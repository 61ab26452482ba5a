import { z } from 'zod';
import { roles } from './account.ts';

const accountName = z
  .string()
  .trim()
  .min(1)
  .max(64)
  .regex(/^[\p{L}\p{N}._@-]+$/u, 'letters, digits and . _ @ - only');
const password = z.string().min(1).max(200);

/** `POST /api/v1/session`. */
export const signInSchema = z.strictObject({ name: z.string().trim().min(1).max(64), password });

/** `POST /api/v1/setup`: the first account, an administrator. */
export const setupSchema = z.strictObject({
  code: z.string().trim().min(1).max(64),
  name: accountName,
  displayName: z.string().trim().min(1).max(64).optional(),
  password,
});

/** What `duban user add` records. */
export const newAccountSchema = z.strictObject({
  name: accountName,
  displayName: z.string().trim().min(1).max(64).optional(),
  role: z.enum(roles),
  region: z.string().min(1).max(64).optional(),
  department: z.string().min(1).max(64).optional(),
});

/** `GET`, `POST /api/v1/session` and `POST /api/v1/setup` answer with this. */
export const accountSchema = z.object({
  id: z.number().int(),
  name: z.string(),
  displayName: z.string(),
  role: z.enum(roles),
  region: z.string().nullable(),
  department: z.string().nullable(),
});

/** `GET /api/v1/setup`: `open` until the first account exists. */
export const setupStateSchema = z.object({ open: z.boolean() });

export type Setup = z.infer<typeof setupSchema>;
export type NewAccount = z.infer<typeof newAccountSchema>;
export type SetupState = z.infer<typeof setupStateSchema>;
