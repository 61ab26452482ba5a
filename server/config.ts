import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { Problem } from '#contract/problem';
import type { OidcSettings } from './access/oidc/oidcProvider.ts';
import type { ArchiveSetting } from './retention/archiveSetting.ts';

export interface Config {
  /** 0 lets the system choose a free one. */
  readonly port: number;
  readonly host: string;
  /** Undefined: the embedded engine below `dataDir`. */
  readonly databaseUrl: string | undefined;
  /** Absolute path. */
  readonly dataDir: string;
  /** IANA name of the office zone: days and hours of roll-ups are its days and hours. */
  readonly timezone: string;
  /** Origin and path without a final slash, as people reach the server from outside. */
  readonly publicUrl: string | undefined;
  /** CIDR blocks behind the operator's own walls that notification channels may reach. */
  readonly ownNetworks: readonly string[];
  /** CIDR blocks of the proxies in front, beside this machine, whose word on a caller's address is taken. */
  readonly trustedProxies: readonly string[];
  /** False: a database that lacks migrations is refused and not migrated. */
  readonly mayMigrate: boolean;
  /** Where closed cases go when their time in the database is over. */
  readonly archive: ArchiveSetting;
  /** As it signs reports; null: named after the city of the catalogue. */
  readonly office: string | null;
  /** Absolute path of a unit's own fonts for pictures and PDF; null: the shipped one. */
  readonly fontsDir: string | null;
  /** 32 bytes; undefined when not given (see `secretKey.ts` for who makes one then). */
  readonly secretKey: Buffer | undefined;
  /** The provider to sign in through; undefined: there is none. Set together with `publicUrl`. */
  readonly oidc: OidcSettings | undefined;
}

const networks = z
  .string()
  .default('')
  .transform((text) => text.split(',').flatMap((network) => network.trim() || []))
  .refine((all) => all.every(isNetwork));

const variables = {
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
type Name = keyof typeof variables;

/**
 * Reads and checks the environment. An empty variable counts as missing; `NAME_FILE` names a file that holds the
 * value. Throws a Problem `configuration` with one sentence: the variable, its value and what is expected.
 */
export function readConfig(env: Record<string, string | undefined>): Config {
  return Object.freeze({
    port: read(env, 'PORT', variables.PORT.schema),
    host: read(env, 'HOST', variables.HOST.schema),
    databaseUrl: read(env, 'DATABASE_URL', variables.DATABASE_URL.schema),
    dataDir: read(env, 'DUBAN_DATA_DIR', variables.DUBAN_DATA_DIR.schema),
    timezone: read(env, 'DUBAN_TIMEZONE', variables.DUBAN_TIMEZONE.schema),
    publicUrl: read(env, 'DUBAN_PUBLIC_URL', variables.DUBAN_PUBLIC_URL.schema),
    ownNetworks: read(env, 'DUBAN_OWN_NETWORKS', variables.DUBAN_OWN_NETWORKS.schema),
    trustedProxies: read(env, 'DUBAN_TRUSTED_PROXIES', variables.DUBAN_TRUSTED_PROXIES.schema),
    mayMigrate: read(env, 'DUBAN_MIGRATE', variables.DUBAN_MIGRATE.schema),
    archive: readArchive(env),
    office: read(env, 'DUBAN_OFFICE', variables.DUBAN_OFFICE.schema) ?? null,
    fontsDir: read(env, 'DUBAN_FONTS_DIR', variables.DUBAN_FONTS_DIR.schema) ?? null,
    secretKey: read(env, 'DUBAN_SECRET_KEY', variables.DUBAN_SECRET_KEY.schema),
    oidc: readOidc(env),
  });
}

/** With an embedded database archives lie beside it; a server of a database elsewhere has no disk of its own to trust. */
function readArchive(env: Record<string, string | undefined>): ArchiveSetting {
  const folder = read(env, 'DUBAN_ARCHIVE_DIR', variables.DUBAN_ARCHIVE_DIR.schema);
  const embedded = valueOf(env, 'DATABASE_URL') === undefined;
  const dataDir = read(env, 'DUBAN_DATA_DIR', variables.DUBAN_DATA_DIR.schema);
  return {
    folder: folder ?? (embedded ? join(dataDir, 'archive') : undefined),
    recipients: read(env, 'DUBAN_ARCHIVE_RECIPIENT', variables.DUBAN_ARCHIVE_RECIPIENT.schema),
  };
}

function readOidc(env: Record<string, string | undefined>): OidcSettings | undefined {
  const issuer = read(env, 'DUBAN_OIDC_ISSUER', variables.DUBAN_OIDC_ISSUER.schema);
  const clientId = read(env, 'DUBAN_OIDC_CLIENT_ID', variables.DUBAN_OIDC_CLIENT_ID.schema);
  const clientSecret = read(env, 'DUBAN_OIDC_CLIENT_SECRET', variables.DUBAN_OIDC_CLIENT_SECRET.schema);
  const groupsClaim = read(env, 'DUBAN_OIDC_GROUPS_CLAIM', variables.DUBAN_OIDC_GROUPS_CLAIM.schema);
  const scopes = read(env, 'DUBAN_OIDC_SCOPES', variables.DUBAN_OIDC_SCOPES.schema);
  if ([issuer, clientId, clientSecret, groupsClaim, scopes].every((one) => one === undefined))
    return undefined;
  const missing = (name: Name): Problem =>
    new Problem(
      'configuration',
      `${name} is missing; sign-in through a provider takes DUBAN_OIDC_ISSUER, DUBAN_OIDC_CLIENT_ID, DUBAN_OIDC_CLIENT_SECRET and DUBAN_PUBLIC_URL.`,
    );
  if (issuer === undefined) throw missing('DUBAN_OIDC_ISSUER');
  if (clientId === undefined) throw missing('DUBAN_OIDC_CLIENT_ID');
  if (clientSecret === undefined) throw missing('DUBAN_OIDC_CLIENT_SECRET');
  // the provider sends browsers back to an address that is registered with it
  if (valueOf(env, 'DUBAN_PUBLIC_URL') === undefined) throw missing('DUBAN_PUBLIC_URL');
  return {
    issuer,
    clientId,
    clientSecret,
    groupsClaim: groupsClaim ?? 'groups',
    scopes: scopes ?? 'openid profile',
  };
}

function read<T>(env: Record<string, string | undefined>, name: Name, schema: z.ZodType<T>): T {
  const text = valueOf(env, name);
  const parsed = schema.safeParse(text);
  if (parsed.success) return parsed.data;
  const variable = variables[name];
  const shown = 'secret' in variable ? `a value of ${text?.length ?? 0} characters` : `"${text ?? ''}"`;
  throw new Problem('configuration', `${name} is ${shown}; expected ${variable.expected}.`);
}

function valueOf(env: Record<string, string | undefined>, name: Name): string | undefined {
  const [direct, path] = [env[name], env[`${name}_FILE`]].map((text) =>
    text?.trim() === '' ? undefined : text?.trim(),
  );
  if (path === undefined) return direct;
  if (direct !== undefined) {
    throw new Problem('configuration', `${name} and ${name}_FILE are both set; keep one of them.`);
  }
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (cause) {
    throw new Problem('configuration', `${name}_FILE is "${path}"; expected a file that can be read.`, {
      cause,
    });
  }
}

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
