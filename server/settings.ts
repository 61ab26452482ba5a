import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { z } from 'zod';

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

const networks = z
  .string()
  .default('')
  .transform((text) => text.split(',').flatMap((network) => network.trim() || []))
  .refine((all) => all.every(isNetwork));

/** Every variable of the environment that makes the configuration: what it takes, and as what it is read. */
export const settings = {
  PORT: {
    expected: 'a port number from 0 to 65535',
    schema: z.coerce.number().int().min(0).max(65535).default(3000),
  },
  HOST: {
    expected: 'an address or a host name to listen on',
    schema: z
      .string()
      .regex(/^[\w.:%-]+$/)
      .default('127.0.0.1'),
  },
  DATABASE_URL: {
    expected: 'postgres://user:password@host:port/database',
    schema: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
    secret: true,
  },
  DUBAN_DATA_DIR: {
    expected: 'a folder',
    schema: z
      .string()
      .default('./data')
      .transform((path) => resolve(path)),
  },
  DUBAN_TIMEZONE: {
    expected: 'an IANA time zone such as Asia/Shanghai',
    schema: z.string().refine(isTimezone).default('Asia/Shanghai'),
  },
  DUBAN_PUBLIC_URL: {
    expected: 'http:// or https:// and the name under which people reach duban',
    schema: z
      .url({ protocol: /^https?$/ })
      .transform((url) => url.replace(/\/+$/, ''))
      .optional(),
  },
  DUBAN_OWN_NETWORKS: {
    expected: 'networks such as 10.20.0.0/16,fd00:1::/32 that notification channels may reach',
    schema: networks,
  },
  DUBAN_TRUSTED_PROXIES: {
    expected: 'networks such as 172.16.0.0/12 of the proxies in front of duban',
    schema: networks,
  },
  DUBAN_MIGRATE: {
    expected: 'yes or no',
    schema: z
      .enum(['yes', 'no'])
      .default('yes')
      .transform((answer) => answer === 'yes'),
  },
  DUBAN_ARCHIVE_DIR: {
    expected: 'a folder for archives of closed cases',
    schema: z
      .string()
      .transform((path) => resolve(path))
      .optional(),
  },
  DUBAN_ARCHIVE_RECIPIENT: {
    expected: 'age recipients such as age1…, apart by commas',
    schema: z
      .string()
      .default('')
      .transform((text) => text.split(',').flatMap((one) => one.trim() || []))
      .refine((all) => all.every((one) => /^age1[a-z0-9]{50,}$/.test(one))),
    // somebody may have taken the identity for the recipient
    secret: true,
  },
  DUBAN_OFFICE: { expected: 'the name under which reports go out', schema: z.string().max(100).optional() },
  DUBAN_FONTS_DIR: {
    expected: 'a folder with title.ttf, heading.ttf, subheading.ttf, body.ttf or bold.ttf (or .otf)',
    schema: z
      .string()
      .transform((path) => resolve(path))
      .optional(),
  },
  DUBAN_SECRET_KEY: {
    expected: '32 random bytes as 64 hex digits or as base64 (openssl rand -hex 32)',
    schema: z.string().transform(parseKey).optional(),
    secret: true,
  },
  LOG_LEVEL: { expected: `one of ${logLevels.join(', ')}`, schema: z.enum(logLevels).optional() },
  DUBAN_OIDC_ISSUER: {
    expected: 'the https:// address of an OpenID Connect provider (http:// on this machine alone)',
    schema: z
      .url({ protocol: /^https?$/ })
      .transform((text) => new URL(text))
      .refine((url) => url.search === '' && url.hash === '' && (url.protocol === 'https:' || isHere(url)))
      .optional(),
  },
  DUBAN_OIDC_CLIENT_ID: { expected: 'what the provider calls duban', schema: z.string().optional() },
  DUBAN_OIDC_CLIENT_SECRET: {
    expected: 'what the provider knows duban by',
    schema: z.string().optional(),
    secret: true,
  },
  DUBAN_OIDC_GROUPS_CLAIM: {
    expected: 'the claim that holds a person’s groups',
    schema: z.string().max(200).optional(),
  },
  DUBAN_OIDC_SCOPES: {
    expected: 'scopes apart by spaces, openid among them',
    schema: z
      .string()
      .transform((text) => text.split(/\s+/).join(' '))
      .refine((text) => text.split(' ').includes('openid'))
      .optional(),
  },
};
export type SettingName = keyof typeof settings;

const isHere = ({ hostname }: URL): boolean =>
  hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);

function isTimezone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

function isNetwork(text: string): boolean {
  const [address = '', prefix = ''] = text.split('/', 2);
  const family = address.includes('%') ? 0 : isIP(address);
  const bits = family === 4 ? 32 : family === 6 ? 128 : -1;
  return /^\d{1,3}$/.test(prefix) && Number(prefix) <= bits && text === `${address}/${prefix}`;
}

function parseKey(text: string, context: z.RefinementCtx): Buffer {
  const key = Buffer.from(text, /^[0-9a-f]{64}$/i.test(text) ? 'hex' : 'base64');
  if (key.length !== 32) context.addIssue({ code: 'custom', message: 'not 32 bytes' });
  return key;
}
