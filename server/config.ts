import { join } from 'node:path';
import { Problem } from '#contract/problem';
import type { OidcSettings } from './access/oidc/oidcProvider.ts';
import { readSetting, textOf } from './readSetting.ts';
import type { ArchiveSetting } from './retention/archiveSetting.ts';
import { settings, type SettingName } from './settings.ts';

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
  /** Of pino; undefined: what the program that runs thinks best. */
  readonly logLevel: string | undefined;
  /** As it signs reports; null: named after the city of the catalogue. */
  readonly office: string | null;
  /** Absolute path of a unit's own fonts for pictures and PDF; null: the shipped one. */
  readonly fontsDir: string | null;
  /** 32 bytes; undefined when not given (see `secretKey.ts` for who makes one then). */
  readonly secretKey: Buffer | undefined;
  /** The provider to sign in through; undefined: there is none. Set together with `publicUrl`. */
  readonly oidc: OidcSettings | undefined;
}

/**
 * Reads and checks the environment. An empty variable counts as missing; `NAME_FILE` names a file that holds the
 * value. Throws a Problem `configuration` with one sentence: the variable, its value and what is expected.
 */
export function readConfig(env: Record<string, string | undefined>): Config {
  return Object.freeze({
    port: readSetting(env, 'PORT', settings.PORT.schema),
    host: readSetting(env, 'HOST', settings.HOST.schema),
    databaseUrl: readSetting(env, 'DATABASE_URL', settings.DATABASE_URL.schema),
    dataDir: readSetting(env, 'DUBAN_DATA_DIR', settings.DUBAN_DATA_DIR.schema),
    timezone: readSetting(env, 'DUBAN_TIMEZONE', settings.DUBAN_TIMEZONE.schema),
    publicUrl: readSetting(env, 'DUBAN_PUBLIC_URL', settings.DUBAN_PUBLIC_URL.schema),
    ownNetworks: readSetting(env, 'DUBAN_OWN_NETWORKS', settings.DUBAN_OWN_NETWORKS.schema),
    trustedProxies: readSetting(env, 'DUBAN_TRUSTED_PROXIES', settings.DUBAN_TRUSTED_PROXIES.schema),
    mayMigrate: readSetting(env, 'DUBAN_MIGRATE', settings.DUBAN_MIGRATE.schema),
    archive: readArchive(env),
    logLevel: readSetting(env, 'LOG_LEVEL', settings.LOG_LEVEL.schema),
    office: readSetting(env, 'DUBAN_OFFICE', settings.DUBAN_OFFICE.schema) ?? null,
    fontsDir: readSetting(env, 'DUBAN_FONTS_DIR', settings.DUBAN_FONTS_DIR.schema) ?? null,
    secretKey: readSetting(env, 'DUBAN_SECRET_KEY', settings.DUBAN_SECRET_KEY.schema),
    oidc: readOidc(env),
  });
}

/** With an embedded database archives lie beside it; a server of a database elsewhere has no disk of its own to trust. */
function readArchive(env: Record<string, string | undefined>): ArchiveSetting {
  const folder = readSetting(env, 'DUBAN_ARCHIVE_DIR', settings.DUBAN_ARCHIVE_DIR.schema);
  const embedded = textOf(env, 'DATABASE_URL') === undefined;
  const dataDir = readSetting(env, 'DUBAN_DATA_DIR', settings.DUBAN_DATA_DIR.schema);
  return {
    folder: folder ?? (embedded ? join(dataDir, 'archive') : undefined),
    recipients: readSetting(env, 'DUBAN_ARCHIVE_RECIPIENT', settings.DUBAN_ARCHIVE_RECIPIENT.schema),
  };
}

function readOidc(env: Record<string, string | undefined>): OidcSettings | undefined {
  const issuer = readSetting(env, 'DUBAN_OIDC_ISSUER', settings.DUBAN_OIDC_ISSUER.schema);
  const clientId = readSetting(env, 'DUBAN_OIDC_CLIENT_ID', settings.DUBAN_OIDC_CLIENT_ID.schema);
  const clientSecret = readSetting(env, 'DUBAN_OIDC_CLIENT_SECRET', settings.DUBAN_OIDC_CLIENT_SECRET.schema);
  const groupsClaim = readSetting(env, 'DUBAN_OIDC_GROUPS_CLAIM', settings.DUBAN_OIDC_GROUPS_CLAIM.schema);
  const scopes = readSetting(env, 'DUBAN_OIDC_SCOPES', settings.DUBAN_OIDC_SCOPES.schema);
  if ([issuer, clientId, clientSecret, groupsClaim, scopes].every((one) => one === undefined))
    return undefined;
  const missing = (name: SettingName): Problem =>
    new Problem(
      'configuration',
      `${name} is missing; sign-in through a provider takes DUBAN_OIDC_ISSUER, DUBAN_OIDC_CLIENT_ID, DUBAN_OIDC_CLIENT_SECRET and DUBAN_PUBLIC_URL.`,
    );
  if (issuer === undefined) throw missing('DUBAN_OIDC_ISSUER');
  if (clientId === undefined) throw missing('DUBAN_OIDC_CLIENT_ID');
  if (clientSecret === undefined) throw missing('DUBAN_OIDC_CLIENT_SECRET');
  // the provider sends browsers back to an address that is registered with it
  if (textOf(env, 'DUBAN_PUBLIC_URL') === undefined) throw missing('DUBAN_PUBLIC_URL');
  return {
    issuer,
    clientId,
    clientSecret,
    groupsClaim: groupsClaim ?? 'groups',
    scopes: scopes ?? 'openid profile',
  };
}
