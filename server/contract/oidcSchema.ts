import { z } from 'zod';
import { roles } from './account.ts';

/** `GET /api/v1/oidc/start`. */
export const oidcStartQuerySchema = z.strictObject({
  to: z.string().optional().describe('Path of this server to go on to; anything else leads to the desk'),
});

/** Why nobody was signed in; the sign-in screen has a sentence for each. */
const oidcRefusals = [
  'expired',
  'not_verified',
  'declined',
  'provider_down',
  'no_group',
  'several_groups',
  'no_name',
  'name_taken',
  'disabled',
] as const;

export const oidcRefusalSchema = z.object({
  why: z.enum(oidcRefusals),
  names: z.array(z.string()).describe('The groups that contradict one another, or the name that is taken'),
});
export type OidcRefusal = z.infer<typeof oidcRefusalSchema>;

/** `GET /api/v1/oidc`. */
export const oidcStateSchema = z.object({
  configured: z.boolean(),
  refusal: oidcRefusalSchema.nullable().describe('Of this browser’s last attempt; told once'),
});
export type OidcState = z.infer<typeof oidcStateSchema>;

const place = z.string().min(1).max(64).nullable().default(null);

const oidcGroupSchema = z.strictObject({
  group: z.string().trim().min(1).max(200).describe('As the provider names it'),
  role: z.enum(roles),
  region: place,
  department: place,
  order: z
    .int()
    .min(1)
    .max(1000)
    .nullable()
    .default(null)
    .describe('Where the groups of one person differ, the lowest wins; null: it never wins over another'),
});
export type OidcGroup = z.infer<typeof oidcGroupSchema>;

/** `GET`, `PUT /api/v1/oidc/groups`: all of them. */
export const oidcGroupListSchema = z.strictObject({
  items: z
    .array(oidcGroupSchema)
    .max(500)
    .superRefine((items, context) => {
      for (const field of ['group', 'order'] as const) {
        const seen = new Set<string | number>();
        for (const [i, { [field]: value }] of items.entries()) {
          if (value !== null && seen.has(value))
            context.addIssue({ code: 'custom', path: [i, field], message: `${value} is there twice` });
          if (value !== null) seen.add(value);
        }
      }
    }),
});
export type OidcGroupList = z.infer<typeof oidcGroupListSchema>;
