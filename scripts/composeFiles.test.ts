import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readConfig } from '../server/config.ts';
import { packageRoot } from '../server/db/packageRoot.ts';

interface Service {
  image?: string;
  environment?: Record<string, string>;
  secrets?: string[];
  volumes?: string[];
  networks?: string[];
  depends_on?: string[] | Record<string, { condition: string }>;
  restart?: string;
  healthcheck?: object;
  command?: string[];
  logging?: { options: Record<string, string> };
  deploy?: { resources: { limits: Record<string, string> } };
}
interface Compose {
  services: Record<string, Service>;
  secrets?: Record<string, { file: string }>;
  volumes: Record<string, unknown>;
  networks?: Record<string, { internal?: boolean; ipam?: { config: { subnet: string }[] } } | null>;
}

const load = (name: string): Compose =>
  parse(readFileSync(join(packageRoot, name), 'utf8'), { merge: true }) as Compose;
const small = load('docker-compose.yml');
const production = load('docker-compose.production.yml');
const archive = load('docker-compose.archive.yml');
const { database, migrate, app1, app2, proxy } = production.services;

describe.each([
  ['docker-compose.yml', small],
  ['docker-compose.production.yml', production],
])('%s', (_, { services, secrets = {}, volumes, networks = {} }) => {
  it('pins its images and defines what its services name', () => {
    for (const [name, service] of Object.entries(services)) {
      expect(service.image, name).toMatch(/:[\d.]+[\w.-]*$/);
      for (const dependency of Object.keys(
        Array.isArray(service.depends_on)
          ? Object.fromEntries(service.depends_on.map((one) => [one, true]))
          : (service.depends_on ?? {}),
      ))
        expect(Object.keys(services), name).toContain(dependency);
      for (const secret of service.secrets ?? []) expect(Object.keys(secrets), name).toContain(secret);
      for (const network of service.networks ?? []) expect(Object.keys(networks), name).toContain(network);
      for (const volume of (service.volumes ?? []).map((one) => one.split(':')[0] ?? ''))
        if (!volume.startsWith('.')) expect(Object.keys(volumes), name).toContain(volume);
    }
  });
});

describe('docker-compose.production.yml', () => {
  it('runs the same database as the small one, which is the one that is tested', () => {
    expect(database?.image).toBe(small.services['database']?.image);
  });

  it('runs one program as two servers and as what migrates before them', () => {
    expect(app2).toEqual(app1);
    expect(migrate?.image).toBe(app1?.image);
    expect(migrate?.command?.slice(1)).toEqual(['dist/server/cli.js', 'migrate', 'up']);
    expect(app1?.depends_on).toMatchObject({ migrate: { condition: 'service_completed_successfully' } });
    expect([migrate?.restart, app1?.restart]).toEqual(['no', 'unless-stopped']);
  });

  it('gives the servers settings that they take', () => {
    const given = Object.entries(app1?.environment ?? {}).map(([name, value]) => {
      const plain = String(value).replace(/\$\{\w+:-([^}]*)\}/g, '$1');
      return [name, plain.replace(/\$\{\w+:\?[^}]*\}/g, 'duban.example')] as const;
    });
    const secrets = ['DATABASE_URL_FILE', 'DUBAN_SECRET_KEY_FILE'];
    expect(given.map(([name]) => name)).toEqual(expect.arrayContaining(secrets));
    const config = readConfig(Object.fromEntries(given.filter(([name]) => !secrets.includes(name))));
    expect(config).toMatchObject({ publicUrl: 'https://duban.example', mayMigrate: false });
    const [subnet] = production.networks?.['front']?.ipam?.config ?? [];
    expect(config.trustedProxies).toEqual([subnet?.subnet]);
  });

  it('keeps closed cases in a folder of the machine that both servers see, and that its set-up makes', () => {
    const folder = app1?.environment?.['DUBAN_ARCHIVE_DIR'] ?? '';
    const mounts = (app1?.volumes ?? []).map((volume) => volume.split(':'));
    const [own = ''] = mounts.find(([, inside]) => inside === folder) ?? [];
    expect(own).toMatch(/^\.\/\w/);
    expect(app2?.volumes).toEqual(app1?.volumes);
    const page = readFileSync(join(packageRoot, 'docs/operations.md'), 'utf8');
    expect(page).toContain(`mkdir ${own.slice(2)} && chown 1000 ${own.slice(2)}`);
    const ignored = readFileSync(join(packageRoot, '.gitignore'), 'utf8').split('\n');
    expect(ignored).toContain(`/${own.slice(2)}/`);
  });

  it('keeps everything secret in files and the database off every way out', () => {
    const text = JSON.stringify(production.services);
    expect(text).not.toMatch(/postgres:\/\/|POSTGRES_PASSWORD"|SECRET_KEY"/);
    expect(database?.networks).toEqual(['back']);
    expect(proxy?.networks).toEqual(['front']);
    expect(production.networks?.['back']?.internal).toBe(true);
  });

  it('bounds logs and resources of every service, and knows when the database is well', () => {
    for (const [name, service] of Object.entries(production.services)) {
      expect(service.logging?.options, name).toMatchObject({ 'max-size': '20m' });
      expect(Object.keys(service.deploy?.resources.limits ?? {}), name).toEqual(['cpus', 'memory']);
    }
    expect(database?.healthcheck).toBeDefined();
  });

  it('may be run with an archived log, which changes nothing but the database', () => {
    expect(Object.keys(archive.services)).toEqual(['database']);
    const { command = [], volumes = [] } = archive.services['database'] ?? {};
    expect(command.filter((_, i) => i % 2 === 1)).toEqual(command.slice(1).filter((word) => word === '-c'));
    const [folder = ''] = volumes.map((volume) => volume.split(':')[1] ?? '');
    expect(command.find((word) => word.startsWith('archive_command='))).toContain(`${folder}/%f.gz`);
  });

  it('has a proxy that knows both servers and asks whether they answer', () => {
    expect(existsSync(join(packageRoot, 'deploy/Caddyfile'))).toBe(true);
    const caddyfile = readFileSync(join(packageRoot, 'deploy/Caddyfile'), 'utf8');
    expect(caddyfile).toContain('reverse_proxy app1:3000 app2:3000');
    expect(caddyfile).toContain('health_uri /healthz');
    for (const name of caddyfile.match(/(?<=\{\$)\w+/g) ?? [])
      expect(Object.keys(proxy?.environment ?? {})).toContain(name);
  });
});
