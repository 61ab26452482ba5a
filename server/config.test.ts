import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from './config.ts';

const oidc = {
  DUBAN_OIDC_ISSUER: 'https://id.example/realms/city',
  DUBAN_OIDC_CLIENT_ID: 'duban',
  DUBAN_OIDC_CLIENT_SECRET: 'hunter2',
  DUBAN_PUBLIC_URL: 'https://duban.example',
};

describe('readConfig', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'duban-config-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('has the documented defaults, and takes an empty variable as missing', () => {
    expect(readConfig({ PORT: '', DATABASE_URL: ' ' })).toEqual({
      port: 3000,
      host: '127.0.0.1',
      databaseUrl: undefined,
      dataDir: resolve('data'),
      timezone: 'Asia/Shanghai',
      publicUrl: undefined,
      ownNetworks: [],
      trustedProxies: [],
      mayMigrate: true,
      archive: { folder: resolve('data/archive'), recipients: [] },
      logLevel: undefined,
      office: null,
      fontsDir: null,
      secretKey: undefined,
      oidc: undefined,
    });
  });

  it('archives beside an embedded database, and where it is told of another', () => {
    const elsewhere = { DATABASE_URL: 'postgres://u:p@h/d' };
    expect(readConfig(elsewhere).archive.folder).toBeUndefined();
    const recipient = `age1${'q'.repeat(58)}`;
    const told = { DUBAN_ARCHIVE_DIR: '/srv/archive', DUBAN_ARCHIVE_RECIPIENT: ` ${recipient},` };
    expect(readConfig({ ...elsewhere, ...told }).archive).toEqual({
      folder: '/srv/archive',
      recipients: [recipient],
    });
    expect(() => readConfig({ DUBAN_ARCHIVE_RECIPIENT: 'AGE-SECRET-KEY-1' })).toThrow(
      'DUBAN_ARCHIVE_RECIPIENT',
    );
  });

  it('reads a key as hex and as base64', () => {
    const key = Buffer.alloc(32, 7);
    expect(readConfig({ DUBAN_SECRET_KEY: key.toString('hex') }).secretKey).toEqual(key);
    expect(readConfig({ DUBAN_SECRET_KEY: key.toString('base64') }).secretKey).toEqual(key);
  });

  it('reads networks of one’s own', () => {
    expect(readConfig({ DUBAN_OWN_NETWORKS: '10.20.0.0/16, fd00:1::/32' }).ownNetworks).toEqual([
      '10.20.0.0/16',
      'fd00:1::/32',
    ]);
  });

  it('reads a provider to sign in through, with what is usual', () => {
    expect(readConfig(oidc).oidc).toEqual({
      issuer: new URL('https://id.example/realms/city'),
      clientId: 'duban',
      clientSecret: 'hunter2',
      groupsClaim: 'groups',
      scopes: 'openid profile',
    });
    const given = { ...oidc, DUBAN_OIDC_GROUPS_CLAIM: 'roles', DUBAN_OIDC_SCOPES: 'openid  roles' };
    expect(readConfig(given).oidc).toMatchObject({ groupsClaim: 'roles', scopes: 'openid roles' });
  });

  it.each(['http://localhost:8080', 'http://127.0.0.1:8080/realms/city', 'http://[::1]:8080'])(
    'lets %s be plain http, for it is this machine',
    (issuer) => {
      expect(readConfig({ ...oidc, DUBAN_OIDC_ISSUER: issuer }).oidc?.issuer).toEqual(new URL(issuer));
    },
  );

  it.each(Object.keys(oidc))('refuses a provider without %s', (name) => {
    expect(() => readConfig({ ...oidc, [name]: '' })).toThrow(`${name} is missing; sign-in through`);
  });

  it('reads a secret from a file', () => {
    const path = join(folder, 'url');
    writeFileSync(path, 'postgres://duban@db/duban\n');
    expect(readConfig({ DATABASE_URL_FILE: path }).databaseUrl).toBe('postgres://duban@db/duban');
  });

  it.each([
    [{ PORT: 'http' }, 'PORT is "http"; expected a port number from 0 to 65535.'],
    [{ PORT: '70000' }, 'PORT is "70000"; expected a port number from 0 to 65535.'],
    [
      { DUBAN_TIMEZONE: 'Asia/Chongqing2' },
      'DUBAN_TIMEZONE is "Asia/Chongqing2"; expected an IANA time zone',
    ],
    [{ DUBAN_PUBLIC_URL: 'duban.example' }, 'DUBAN_PUBLIC_URL is "duban.example"; expected http'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL is "loud"; expected one of trace, debug, info'],
    [{ HOST: 'http://x/' }, 'HOST is "http://x/"; expected an address'],
    [{ DUBAN_SECRET_KEY: 'short' }, 'DUBAN_SECRET_KEY is a value of 5 characters; expected 32 random bytes'],
    [
      { DATABASE_URL: 'mysql://u:hunter2@h/d' },
      'DATABASE_URL is a value of 21 characters; expected postgres://',
    ],
    [
      { DUBAN_OWN_NETWORKS: '10.0.0.0/8, 10.0.0.1' },
      'DUBAN_OWN_NETWORKS is "10.0.0.0/8, 10.0.0.1"; expected networks',
    ],
    [{ DUBAN_OWN_NETWORKS: '::1/129' }, 'DUBAN_OWN_NETWORKS is "::1/129"; expected networks'],
    [
      { ...oidc, DUBAN_OIDC_ISSUER: 'http://id.example' },
      'DUBAN_OIDC_ISSUER is "http://id.example"; expected the https',
    ],
    [
      { ...oidc, DUBAN_OIDC_ISSUER: 'http://localhost.evil.example' },
      'DUBAN_OIDC_ISSUER is "http://localhost.evil.example"; expected the https',
    ],
    [{ ...oidc, DUBAN_OIDC_SCOPES: 'profile' }, 'DUBAN_OIDC_SCOPES is "profile"; expected scopes'],
    [{ DUBAN_OIDC_SCOPES: 'openid' }, 'DUBAN_OIDC_ISSUER is missing; sign-in through'],
    [{ PORT: '1', PORT_FILE: 'x' }, 'PORT and PORT_FILE are both set'],
    [{ DATABASE_URL_FILE: '/nowhere/url' }, 'DATABASE_URL_FILE is "/nowhere/url"; expected a file'],
  ])('says what is wrong with %j', (env, sentence) => {
    expect(() => readConfig(env)).toThrow(sentence);
  });
});
