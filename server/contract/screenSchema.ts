import { z } from 'zod';
import { severities } from './rule.ts';
import {
  readingProfiles,
  wallPages,
  type OwnScreen,
  type PairingRequest,
  type PairingStart,
  type ScreenCommand,
  type ScreenReport,
  type ScreenRow,
  type ScreenSettings,
  type ScreenSettingsFile,
  type WaitingPairing,
} from './screen.ts';
import { languages } from './wording/language.ts';

const place = z.string().min(1).max(64);
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time HH:MM expected');
const ends = { from: timeOfDay, to: timeOfDay };
const apart = {
  check: ({ from, to }: { from: string; to: string }) => from !== to,
  params: { path: ['to'], message: '`to` must be another time than `from`' },
};
const hours = z.strictObject(ends).refine(apart.check, apart.params);
const build = z.string().max(100);
const pixels = z.int().min(1).max(100_000);
const instant = z.iso.datetime();

const entrySchema = z.strictObject({
  page: z.enum(wallPages),
  dwellSeconds: z.int().min(5).max(3600).default(60),
  region: place
    .nullable()
    .default(null)
    .describe('Only this one and those below; null: all the screen may see'),
  hours: hours.nullable().default(null).describe('Shown only then; null: always'),
  skipIfEmpty: z.boolean().default(false),
});

/** What is left out is as a new screen has it. */
const screenSettingsSchema = z.strictObject({
  language: z.enum(languages).default('zh'),
  profile: z.enum(readingProfiles).default('near'),
  widthMetres: z.number().min(0.2).max(100).nullable().default(null).describe('Of the whole canvas'),
  distanceMetres: z.number().min(0.3).max(200).nullable().default(null).describe('Of those who read it'),
  playlist: z
    .array(entrySchema)
    .min(1)
    .max(30)
    .default(() => [
      { page: 'overview' as const, dwellSeconds: 60, region: null, hours: null, skipIfEmpty: false },
    ]),
  interrupt: z.boolean().default(true).describe('A red flag takes the screen for 20 s'),
  map: z.enum(['tiles', 'geo']).default('tiles'),
  panels: z
    .strictObject({ columns: z.int().min(1).max(8), rows: z.int().min(1).max(8) })
    .default(() => ({ columns: 1, rows: 1 }))
    .describe('Of a video wall, whose seams no figure crosses'),
  dim: z
    .strictObject({ ...ends, level: z.number().min(0.2).max(1) })
    .refine(apart.check, apart.params)
    .nullable()
    .default(null),
  tones: z
    .strictObject({
      severities: z.array(z.enum(severities)).max(severities.length),
      quiet: hours.nullable().default(null),
      volume: z.number().min(0).max(1),
    })
    .nullable()
    .default(null),
}) satisfies z.ZodType<ScreenSettings>;

const screenName = z.string().trim().min(1).max(64);

/** `POST /api/v1/screens/pairing`: what the device may say of itself. */
export const pairingRequestSchema = z.strictObject({
  build: build.optional(),
  width: pixels.optional(),
  height: pixels.optional(),
  language: z.enum(languages).optional(),
}) satisfies z.ZodType<PairingRequest>;

export const pairingStartSchema = z.object({
  device_code: z.string().describe('A secret of the device'),
  user_code: z.string().describe('For people to read and type'),
  verification_uri: z.string(),
  verification_uri_complete: z.string(),
  expires_in: z.int().describe('Seconds'),
  interval: z.int().describe('Seconds between two asks for the credential'),
}) satisfies z.ZodType<PairingStart>;

/** `POST /api/v1/screens/token`. */
export const deviceCodeSchema = z.strictObject({
  device_code: z
    .string()
    .length(43)
    .regex(/^[\w-]+$/, 'the device_code of a pairing expected'),
});

export const waitingPairingSchema = pairingRequestSchema.extend({
  userCode: z.string(),
  address: z.string(),
  since: instant,
  expiresAt: instant,
}) satisfies z.ZodType<WaitingPairing>;

/** `POST …/pairing/{userCode}/approve`: a new screen, or a new device for one there is. */
export const pairingApprovalSchema = z
  .strictObject({
    name: screenName.optional(),
    region: place.nullable().optional().describe('The subtree it may show; null: the city'),
    settings: screenSettingsSchema.optional(),
    screenId: z
      .int()
      .min(1)
      .max(2_147_483_647)
      .optional()
      .describe('In place of all others: its device is replaced'),
  })
  .superRefine(({ screenId, ...rest }, context) => {
    if (screenId === undefined && rest.name === undefined)
      context.addIssue({ code: 'custom', path: ['name'], message: 'a new screen needs a name' });
    for (const field of ['name', 'region', 'settings'] as const)
      if (screenId !== undefined && rest[field] !== undefined)
        context.addIssue({ code: 'custom', path: [field], message: 'the screen there is keeps its own' });
  });
export type PairingApproval = z.infer<typeof pairingApprovalSchema>;

/** `PATCH /api/v1/screens/{id}`: what is left out stays. */
export const screenChangeSchema = z.strictObject({
  name: screenName.optional(),
  region: place.nullable().optional(),
  settings: screenSettingsSchema.optional(),
});
export type ScreenPatch = z.infer<typeof screenChangeSchema>;

const epochMs = z.int().min(0).max(8_640_000_000_000_000);
export const screenCommandSchema = z.discriminatedUnion('command', [
  z.strictObject({ command: z.literal('pin'), page: z.enum(wallPages) }),
  z.strictObject({ command: z.literal('unpin') }),
  z.strictObject({ command: z.literal('next') }),
  z.strictObject({ command: z.literal('reload') }),
  z.strictObject({ command: z.literal('identify') }),
  z.strictObject({ command: z.literal('screenshot') }),
  z.strictObject({
    command: z.literal('replay'),
    from: epochMs.describe('Epoch ms'),
    to: epochMs.describe('Epoch ms, later than `from`'),
    speed: z.number().min(1).max(3600),
  }),
  z.strictObject({ command: z.literal('live') }),
]) satisfies z.ZodType<ScreenCommand>;

/** Message `screen:report` of a screen's socket. */
export const screenReportSchema = z.object({
  page: z.enum(wallPages).nullable(),
  pinned: z.boolean(),
  build,
  width: pixels,
  height: pixels,
  ratio: z.number().min(0.1).max(32),
  framesPerSecond: z.number().min(0).max(1000),
  heapBytes: z.int().min(0).nullable(),
  heapLimitBytes: z.int().min(0).nullable(),
  dataTime: instant.nullable(),
  link: z.enum(['connecting', 'live', 'lost', 'restarting', 'ended', 'refused']),
  clockOffset: z.number().min(-1e13).max(1e13).nullable(),
}) satisfies z.ZodType<ScreenReport>;

export const ownScreenSchema = z.object({
  screenId: z.int(),
  name: z.string(),
  region: z.string().nullable().describe('The subtree it may show; null: the city'),
  settings: screenSettingsSchema,
  build: z.string().describe('Of the server’s pages'),
}) satisfies z.ZodType<OwnScreen>;

export const screenRowSchema = ownScreenSchema.extend({
  version: z.int().describe('For If-Match'),
  approvedBy: z.string(),
  approvedAt: instant,
  revokedAt: instant.nullable(),
  connected: z.boolean(),
  lastSeenAt: instant.nullable(),
  report: screenReportSchema.nullable(),
  screenshotAt: instant.nullable(),
}) satisfies z.ZodType<ScreenRow>;
export const screenListSchema = z.object({ items: z.array(screenRowSchema) });

/** `GET`, `PUT /api/v1/screens/settings.json` and `duban screens`. */
export const screenSettingsFileSchema = z.strictObject({
  screens: z
    .array(z.strictObject({ name: screenName, settings: screenSettingsSchema }))
    .max(1000)
    .superRefine((screens, context) => {
      const seen = new Set<string>();
      for (const [i, { name }] of screens.entries()) {
        if (seen.has(name))
          context.addIssue({ code: 'custom', path: [i, 'name'], message: `${name} is there twice` });
        seen.add(name);
      }
    }),
}) satisfies z.ZodType<ScreenSettingsFile>;
