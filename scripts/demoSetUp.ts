import type { Pool } from 'pg';
import { type Role, roles } from '#contract/account';
import { insertAccount } from '../server/access/accountStore.ts';
import { hashPassword } from '../server/access/passwordHash.ts';
import { randomCode } from '../server/access/secret.ts';
import { importCatalogue } from '../server/catalogue/importCatalogue.ts';
import { registerSource } from '../server/catalogue/registerSource.ts';
import { issueSourceKey, rotateSourceKey } from '../server/catalogue/sourceKeys.ts';
import { listSources } from '../server/catalogue/sourceStore.ts';
import { openDatabase } from '../server/db/openDatabase.ts';
import { inTransaction } from '../server/db/transaction.ts';
import type { Config } from '../server/config.ts';
import { citySources } from '../server/simulation/city/citySources.ts';
import { demoCity } from '../server/simulation/city/demoCity.ts';

/**
 * Empties the database of an earlier demo and keeps its engine running; what it answers lets go of it. Throws when
 * the database holds anything else.
 */
export async function emptyDemoDatabase(
  { databaseUrl, dataDir }: Config,
  onNotice: (sentence: string) => void,
): Promise<() => Promise<void>> {
  const options = { databaseUrl, dataDir, applicationName: 'duban demo', onNotice, migrated: false };
  const { pool, close } = await openDatabase(options);
  try {
    const { rows } = await pool.query<{ tables: number; hasSources: boolean }>(
      `select count(*) as tables, to_regclass('public.sources') is not null as "hasSources"
         from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`,
    );
    const { tables = 0, hasSources = false } = rows[0] ?? {};
    if (tables > 0 && !(hasSources && (await isDemo(pool)))) {
      throw new Error(
        'This database holds something else than the demo; set DUBAN_DATA_DIR to another folder, or unset DATABASE_URL.',
      );
    }
    if (tables > 0) await pool.query('drop schema public cascade; create schema public');
    return close;
  } catch (error) {
    await close();
    throw error;
  }
}

/** The demo city reports to it, or nobody does and nobody has an account. */
async function isDemo(pool: Pool): Promise<boolean> {
  const { rows } = await pool.query<{ isCity: boolean; isNew: boolean }>(
    `select exists (select from sources where uri = '/cq/city') as "isCity",
            not exists (select from sources) and not exists (select from accounts) as "isNew"`,
  );
  return rows[0]?.isCity === true || rows[0]?.isNew === true;
}

/** Imports the city, registers who reports for it, and gives each source a new key. Answers the keys by URI. */
export async function setUpCity(pool: Pool, now: number): Promise<Map<string, string>> {
  const city = await inTransaction(pool, (db) => importCatalogue(db, demoCity(), { actor: 'demo' }, now));
  if (!city.ok) throw new Error(city.faults.map(({ message }) => message).join('; '));
  const keys = new Map<string, string>();
  const registered = await listSources(pool);
  for (const { title: name, uri, regions, settings } of citySources) {
    const known = registered.find((source) => source.uri === uri);
    if (known) keys.set(uri, await rotateSourceKey(pool, known.name, 0, now));
    else {
      const source = await registerSource(
        pool,
        { name, uri, namespace: '', settings: { ...settings, regions: [...regions] } },
        now,
      );
      keys.set(uri, await issueSourceKey(pool, source.sourceId, now));
    }
  }
  return keys;
}

export interface Login {
  name: string;
  role: Role;
  title: string;
  password: string;
}

const titles: Record<Role, string> = {
  monitor: '值班监看',
  inspector: '督查员',
  supervisor: '督办负责人',
  department: '部门联络员（渝北区住建委）',
  auditor: '审计',
  admin: '系统管理员',
};

/** One login a role, with a random password; accounts that are there already keep theirs and are not listed. */
export async function addLogins(pool: Pool, now: number): Promise<Login[]> {
  const logins: Login[] = [];
  for (const role of roles) {
    const password = randomCode();
    const isDepartment = role === 'department';
    const account = await insertAccount(
      pool,
      {
        name: role,
        displayName: titles[role],
        role,
        region: isDepartment ? '500112' : null,
        department: isDepartment ? '500112-ZJ' : null,
        passwordHash: await hashPassword(password),
      },
      now,
    );
    if (account) logins.push({ name: role, role, title: titles[role], password });
  }
  return logins;
}
