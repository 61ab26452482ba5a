import type { Pool } from 'pg';
import { type Role, roles } from '#contract/account';
import { insertAccount } from '../server/access/accountStore.ts';
import { hashPassword } from '../server/access/passwordHash.ts';
import { randomCode } from '../server/access/secret.ts';
import { importCatalogue } from '../server/catalogue/importCatalogue.ts';
import { registerSource } from '../server/catalogue/registerSource.ts';
import { issueSourceKey, rotateSourceKey } from '../server/catalogue/sourceKeys.ts';
import { findSourceByName } from '../server/catalogue/sourceStore.ts';
import { openDatabase } from '../server/db/openDatabase.ts';
import { inTransaction } from '../server/db/transaction.ts';
import type { Config } from '../server/config.ts';
import { citySources } from '../server/simulation/city/citySources.ts';
import { demoCity } from '../server/simulation/city/demoCity.ts';

/** Empties the database of an earlier demo. Throws when it holds anything else. */
export async function emptyDemoDatabase(
  { databaseUrl, dataDir }: Config,
  onNotice: (sentence: string) => void,
): Promise<void> {
  const database = await openDatabase({
    databaseUrl,
    dataDir,
    applicationName: 'duban demo',
    onNotice,
    migrated: false,
  });
  try {
    const { rows } = await database.pool.query<{ tables: number; sources: boolean }>(
      `select count(*) as tables, to_regclass('public.sources') is not null as sources
         from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`,
    );
    if (rows[0]?.tables === 0) return;
    const demo = rows[0]?.sources
      ? await database.pool.query('select 1 from sources where uri = $1', ['/cq/city'])
      : undefined;
    const cases = rows[0]?.sources ? await database.pool.query('select 1 from sources limit 1') : undefined;
    if (demo?.rowCount === 0 && cases?.rowCount !== 0) {
      throw new Error(
        'This database holds something else than the demo; set DUBAN_DATA_DIR to another folder, or unset DATABASE_URL.',
      );
    }
    await database.pool.query('drop schema public cascade');
    await database.pool.query('create schema public');
  } finally {
    await database.close();
  }
}

/** Imports the city, registers who reports for it, and gives each source a new key. Answers the keys by URI. */
export async function setUpCity(pool: Pool, now: number): Promise<Map<string, string>> {
  const city = await inTransaction(pool, (db) => importCatalogue(db, demoCity(), { actor: 'demo' }, now));
  if (!city.ok) throw new Error(city.faults.map(({ message }) => message).join('; '));
  const keys = new Map<string, string>();
  for (const { name, uri, regions, settings } of citySources) {
    const known = await findSourceByName(pool, name);
    if (known) keys.set(uri, await rotateSourceKey(pool, name, 0, now));
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
