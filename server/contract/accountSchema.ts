import { z } from 'zod';
import { roles, signInWays } from './account.ts';
import { longestPassword } from './passwordStrength.ts';

export const accountName = z
  .string()
  .trim()
  .min(1)
  .max(64)
  .regex(/^[\p{L}\p{N}._@-]+$/u, 'letters, digits and . _ @ - only');
/** In UTF-16 units: `checkPassword` counts a new one's characters. */
const password = z
  .string()
  .min(1)
  .max(2 * longestPassword);
const code = z.string().trim().min(1).max(64);
const place = z.string().min(1).max(64);

/** `POST /api/v1/session`. */
export const signInSchema = z.strictObject({
  name: z.string().trim().min(1).max(64),
  password,
  code: code
    .optional()
    .describe('Of the authenticator app, or a recovery code; asked for when the account has one'),
});

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
  region: place.optional(),
  department: place.optional(),
});

/** `PATCH /api/v1/accounts/{name}`: what is left out stays; null takes a limit away. */
export const accountChangeSchema = z.strictObject({
  displayName: z.string().trim().min(1).max(64).optional(),
  role: z.enum(roles).optional(),
  region: place.nullable().optional(),
  department: place.nullable().optional(),
  disabled: z.boolean().optional(),
});

/** `POST /api/v1/account/password`. */
export const passwordChangeSchema = z.strictObject({ current: password, password });

/** Who changes how an account is guarded shows the password again. */
export const passwordAgainSchema = z.strictObject({ password });

/** `POST /api/v1/account/second-factor:confirm`. */
export const firstCodeSchema = z.strictObject({ code });

/** `POST /api/v1/account/tokens`: what is left out is as the account has it. */
export const newTokenSchema = z.strictObject({
  name: z.string().trim().min(1).max(64),
  days: z.int().min(1).max(366).describe('How long it is good'),
  role: z.enum(roles).optional(),
  region: place.optional(),
  department: place.optional(),
});

/** `GET`, `POST /api/v1/session` and `POST /api/v1/setup` answer with this. */
export const accountSchema = z.object({
  id: z.number().int(),
  name: z.string(),
  displayName: z.string(),
  role: z.enum(roles),
  region: z.string().nullable(),
  department: z.string().nullable(),
  standsInFor: z
    .string()
    .optional()
    .describe('The account in whose place the session acts, within its region and department'),
});

/** `GET /api/v1/account`. */
export const ownAccountSchema = z.object({
  signsInBy: z.enum(signInWays).describe('provider: password and second factor are kept there'),
});

/** `GET /api/v1/setup`: `open` until the first account exists. */
export const setupStateSchema = z.object({ open: z.boolean() });

const instant = z.iso.datetime();

export const sessionListSchema = z.object({
  items: z.array(
    z.object({
      sessionId: z.int(),
      client: z.string().describe('What the browser calls itself'),
      createdAt: instant,
      lastSeenAt: instant,
      expiresAt: instant,
      current: z.boolean().describe('The one that asks'),
    }),
  ),
});

export const secondFactorSchema = z.object({ on: z.boolean(), recoveryCodesLeft: z.int().nonnegative() });
export const factorProposalSchema = z.object({
  secret: z.string().describe('Base32, for typing'),
  uri: z.string().describe('otpauth://, for a QR code'),
});
export const recoveryCodesSchema = z.object({ recoveryCodes: z.array(z.string()) });

export const managedAccountSchema = accountSchema.extend({
  createdAt: instant,
  disabledAt: instant.nullable(),
  secondFactor: z.boolean(),
  signsInBy: z.enum(signInWays),
});
export const accountListSchema = z.object({ items: z.array(managedAccountSchema) });
export const drawnPasswordSchema = z.object({ password: z.string().describe('Shown this once') });
export const addedAccountSchema = drawnPasswordSchema.extend({ account: accountSchema });

const tokenSchema = z.object({
  tokenId: z.int(),
  name: z.string(),
  createdAt: instant,
  expiresAt: instant.nullable(),
  lastUsedAt: instant.nullable(),
  role: z.enum(roles).nullable(),
  region: z.string().nullable(),
  department: z.string().nullable(),
});
export const tokenListSchema = z.object({
  items: z.array(tokenSchema),
  roles: z.array(z.enum(roles)).describe('What a token of this account may be limited to'),
});
/** `GET /api/v1/tokens`. */
export const allTokensSchema = z.object({ items: z.array(tokenSchema.extend({ account: z.string() })) });
export const addedTokenSchema = z.object({
  tokenId: z.int(),
  token: z.string().describe('Shown this once'),
});

export type OwnAccount = z.infer<typeof ownAccountSchema>;
export type SessionList = z.infer<typeof sessionListSchema>;
export type SecondFactor = z.infer<typeof secondFactorSchema>;
export type FactorProposal = z.infer<typeof factorProposalSchema>;
export type RecoveryCodes = z.infer<typeof recoveryCodesSchema>;
export type ManagedAccount = z.infer<typeof managedAccountSchema>;
export type AddedAccount = z.infer<typeof addedAccountSchema>;
export type AccountChange = z.infer<typeof accountChangeSchema>;
export type TokenList = z.infer<typeof tokenListSchema>;
export type AllTokens = z.infer<typeof allTokensSchema>;
export type AddedToken = z.infer<typeof addedTokenSchema>;
export type Setup = z.infer<typeof setupSchema>;
export type NewToken = z.infer<typeof newTokenSchema>;
export type NewAccount = z.infer<typeof newAccountSchema>;
export type SetupState = z.infer<typeof setupStateSchema>;
